import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DatelineStack } from '../lib/dateline-stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new DatelineStack(app, app.node.tryGetContext('stackName') ?? 'Dateline', {
  contact: app.node.tryGetContext('contact'),
  feedsFile: app.node.tryGetContext('feedsFile'),
  webSub: String(app.node.tryGetContext('webSub')) === 'true',
});

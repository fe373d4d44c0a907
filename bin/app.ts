import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DatelineStack } from '../lib/dateline-stack.ts';
import { readSettings } from '../lib/settings.ts';
import { faultOfFeeds } from './feeds-file.ts';

const app = new App();
const { stacks, faults } = readSettings(app.node.getAllContext(), faultOfFeeds);
if (faults) {
  process.stderr.write(
    `Settings that cannot be (in cdk.json or by -c name=value):\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
  );
  process.exit(1);
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
for (const { name, props } of stacks) new DatelineStack(app, name, props);

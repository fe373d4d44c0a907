import { InputError } from '../lambdas/shared/errors.ts';
import { OUTPUT } from '../lambdas/shared/names.ts';
import type { Stack } from './stack.ts';

/** @throws InputError where the stack does not say it: it is none of ours, or of an older version */
export function outputOf({ name, outputs }: Stack, output: keyof typeof OUTPUT): string {
  const value = outputs[OUTPUT[output]];
  if (value === undefined) {
    throw new InputError(
      `the stack ${name} has no output ${OUTPUT[output]}: it is no Dateline, or an older one, which \`npx cdk deploy\` brings up to date`,
    );
  }
  return value;
}

import type { AwsCall } from './aws-call.ts';

/** One action that a role may do, on one resource; both may have the wildcards of IAM. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

export interface PolicyDocument {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: unknown;
  }[];
}

/** @throws Error for a statement that is not a plain Allow, which nothing here knows how to judge */
export function grantsOf({ Statement }: PolicyDocument): Grant[] {
  return Statement.flatMap(({ Effect, Action, Resource, Condition }) => {
    if (Effect !== 'Allow' || Condition !== undefined) throw new Error(`not a plain Allow of ${Action}`);
    return [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource })));
  });
}

export const covers = ({ action, resource }: Grant, call: AwsCall): boolean =>
  matches(action, call.action) && matches(resource, call.resource);

/** IAM's `*` and `?`. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}

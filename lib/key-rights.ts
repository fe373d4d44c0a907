/** What a caller needs of the key that encrypts a thing, by what it does with the thing. All else needs nothing. */
const KEY_ACTIONS: readonly { readonly of: RegExp; readonly actions: readonly string[] }[] = [
  // Also to write: DynamoDB opens the table's own key with it, and makes no other.
  { of: /^dynamodb:/, actions: ['kms:Decrypt'] },
  { of: /^s3:GetObject$/, actions: ['kms:Decrypt'] },
  { of: /^s3:PutObject$/, actions: ['kms:GenerateDataKey'] },
  { of: /^sqs:ReceiveMessage$/, actions: ['kms:Decrypt'] },
  // SQS and SNS use a data key for five minutes, so the next sender opens it again.
  { of: /^sqs:SendMessage$/, actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  { of: /^sns:Publish$/, actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
];

export interface KeyRight {
  /** Through which the key is used, as in `kms:ViaService`. */
  readonly service: string;
  readonly actions: readonly string[];
}

/** What these actions need of the key, a right for each service. */
export function keyRights(actions: readonly string[]): KeyRight[] {
  const needed = new Map<string, Set<string>>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    const onKey = KEY_ACTIONS.find(({ of }) => of.test(action))?.actions ?? [];
    if (onKey.length > 0) needed.set(service, new Set([...(needed.get(service) ?? []), ...onKey]));
  }
  return [...needed].map(([service, onKey]) => ({ service, actions: [...onKey].sort() }));
}

import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { reasonOf, TransientError } from '../shared/errors.ts';

/**
 * Does what CloudFormation asks of a custom resource and tells it how that went; without an answer it waits for the whole
 * time that the resource may take.
 *
 * @param PhysicalResourceId the same every time: another one would read as another resource, and the old one be deleted
 */
export async function answerTo(
  { ResponseURL, StackId, RequestId, LogicalResourceId }: CloudFormationCustomResourceEvent,
  PhysicalResourceId: string,
  work: () => Promise<void>,
): Promise<void> {
  const outcome = await work().then(
    () => ({ Status: 'SUCCESS' }),
    (error: unknown) => ({ Status: 'FAILED', Reason: reasonOf(error) }),
  );
  const answer = { ...outcome, PhysicalResourceId, StackId, RequestId, LogicalResourceId };
  // As bytes, for which no content type is sent: the address is signed for none.
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
  if (!ok) throw new TransientError('empty', `CloudFormation refused the answer with status ${status}`);
}

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { reasonOf } from './errors.ts';
import { report } from './report.ts';
import { traceOf } from './trace.ts';

/**
 * Processes the records of a batch side by side. One that fails is reported with its reason and goes back to the queue
 * alone, in the end to the dead-letter queue.
 */
export function processBatch(
  event: SQSEvent,
  step: 'fetch' | 'ingest',
  processRecord: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const reportingFaults = async (record: SQSRecord): Promise<void> => {
    try {
      await processRecord(record);
    } catch (error) {
      const trace = traceOf(error);
      report({ step: 'fault', in: step, ...(trace !== undefined && { trace }), body: record.body, error });
      // Powertools counts thrown Errors only.
      throw error instanceof Error ? error : new Error(reasonOf(error));
    }
  };
  return processPartialResponse(event, reportingFaults, new BatchProcessor(EventType.SQS), {
    throwOnFullBatchFailure: false,
  });
}

import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { OUTPUT } from '../lambdas/shared/names.ts';
import type { StackTemplate } from '../lib/synthesize.ts';

/** What CloudFormation and CreateTable say in the same words. */
const Table = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
});

/** The template's tables, each under its logical id. */
export function tablesOf(template: StackTemplate): CreateTableCommandInput[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table')
    .map(([logicalId, { Properties }]) => {
      const table = Table.parse(Properties);
      return { TableName: logicalId, BillingMode: 'PAY_PER_REQUEST', ...table } as CreateTableCommandInput;
    });
}

/** Makes the tables that are not there yet; a second command may be making them at the same time. */
export async function createTables(client: DynamoDBClient, template: StackTemplate): Promise<void> {
  for (const table of tablesOf(template)) {
    try {
      await client.send(new CreateTableCommand(table));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
}

/** Names of the tables in the local database: the logical ids that the stack's outputs refer to. */
export interface TableNames {
  readonly items: string;
  readonly feeds: string;
}

const Output = z.object({ Value: z.object({ Ref: z.string() }) });

export function tableNames({ Outputs }: StackTemplate): TableNames {
  const nameOf = (output: string) => Output.parse(Outputs[output]).Value.Ref;
  return { items: nameOf(OUTPUT.itemsTable), feeds: nameOf(OUTPUT.feedsTable) };
}

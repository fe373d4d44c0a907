import { expect, it } from 'vitest';
import { firstWord } from '../../lambdas/archive/first-word.ts';

it.each([
  ['select 1', 'select'],
  ['\n  SELECT 1', 'select'],
  ['(with x as (select 1) select * from x)', 'with'],
  ['-- select\ndrop table items', 'drop'],
  ['/* a */ drop /* b */ select', 'drop'],
  ['/* -- */ select 1 -- drop', 'select'],
  ['-- nothing', ''],
  ['/* open select', ''],
  [' ;', ''],
  ['', ''],
])('the query %j begins with %j', (sql, word) => {
  expect(firstWord(sql)).toBe(word);
});

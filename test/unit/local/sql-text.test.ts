import { describe, expect, test } from 'vitest'
import { hasManyStatements, kindOf } from '../../../local/libsql/sql-text.ts'

describe('one statement stays one, whatever semicolons it quotes', () => {
  test.each([
    'SELECT 1',
    'SELECT 1;',
    'SELECT 1 ; \n ',
    "SELECT ';' ; -- done; really",
    'SELECT "a;b", [c;d], `e;f` FROM t',
    "SELECT 'it''s; fine'",
    '/* one; two */ SELECT 1',
    'CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET n = 1; DELETE FROM c; END',
    'CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; END;',
  ])('%s', (sql) => expect(hasManyStatements(sql)).toBe(false))
})

describe('a second statement is seen', () => {
  test.each([
    'SELECT 1; SELECT 2',
    "INSERT INTO t VALUES ('a;b'); DROP TABLE t",
    'SELECT 1; -- a comment\nSELECT 2',
    'CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END; SELECT 1',
  ])('%s', (sql) => expect(hasManyStatements(sql)).toBe(true))
})

describe('the first word tells the kind', () => {
  test.each([
    ['select 1', 'read'],
    ['  -- why\n /* this */ INSERT INTO t VALUES (1)', 'write'],
    ['WITH a AS (SELECT 1) SELECT * FROM a', 'either'],
    ['begin immediate', 'transaction'],
    ['CREATE TABLE t (a)', 'schema'],
    ['PRAGMA foreign_keys = off', 'schema'],
    ['-- nothing', 'nothing'],
    ['', 'nothing'],
  ])('%s is %s', (sql, kind) => expect(kindOf(sql)).toBe(kind))
})

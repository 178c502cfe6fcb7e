import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';

/** A parameter of a query: whole numbers as BIGINT. */
export type Parameter = string | number | boolean | null;
export type Row = Readonly<Record<string, unknown>>;

/** Rows of a query; BIGINT comes back as a number, which every count and instant of the program fits. Errors carry the SQL. */
export async function query<T extends object = Row>(
  connection: DuckDBConnection,
  text: string,
  parameters: Readonly<Record<string, Parameter>> = {},
): Promise<readonly T[]> {
  try {
    const reader = await connection.runAndReadAll(text, ...bound(parameters));
    return reader.getRowObjectsJS().map((row) => plain(row) as T);
  } catch (error) {
    throw queryError(text, error);
  }
}

/** Runs a statement; gives the number of rows that it changed. */
export async function execute(
  connection: DuckDBConnection,
  text: string,
  parameters: Readonly<Record<string, Parameter>> = {},
): Promise<number> {
  try {
    const result = await connection.run(text, ...bound(parameters));
    return result.rowsChanged;
  } catch (error) {
    throw queryError(text, error);
  }
}

/** Runs the work in one transaction: all of it or nothing. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('begin transaction');
  try {
    const result = await work();
    await connection.run('commit');
    return result;
  } catch (error) {
    await connection.run('rollback').catch(() => undefined);
    throw error;
  }
}

/** A statement with parameters, even with none of them, is planned twice where it reads a file: before they are known and after. */
function bound(
  parameters: Readonly<Record<string, Parameter>>,
): readonly [values?: Record<string, DuckDBValue>, types?: Record<string, DuckDBType>] {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return [];
  return [
    Object.fromEntries(entries.map(([name, value]) => [name, valueOf(value)])),
    Object.fromEntries(entries.map(([name, value]) => [name, typeOf(value)])),
  ];
}

function valueOf(value: Parameter): DuckDBValue {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

function typeOf(value: Parameter): DuckDBType {
  if (typeof value === 'number') return Number.isInteger(value) ? BIGINT : DOUBLE;
  return typeof value === 'boolean' ? BOOLEAN : VARCHAR;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

function queryError(text: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('INTERRUPT'))
    return new AftermapError('cancelled', 'Stopped.', 'Nothing was changed. Start again when you like.', {
      cause: error,
    });
  return new Error(`${message}\nin the statement:\n${text.trim().slice(0, 2000)}`, { cause: error });
}

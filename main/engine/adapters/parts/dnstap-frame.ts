import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** What a dnstap message says beside the DNS message in it; an address as its bytes. */
export interface DnstapFrame {
  /** The number of its type: 5 CLIENT_QUERY, 6 CLIENT_RESPONSE, … */
  readonly type: number;
  readonly address: Uint8Array | undefined;
  readonly port: number | undefined;
  /** Time and DNS message of the query and of the response, as far as they are given; times in epoch nanoseconds. */
  readonly queryTime: string | undefined;
  readonly responseTime: string | undefined;
  readonly query: Uint8Array | undefined;
  readonly response: Uint8Array | undefined;
}

/** Numbers of the fields in dnstap.proto. */
const MESSAGE = 14;
const FIELD = {
  type: 1,
  address: 4,
  port: 6,
  querySeconds: 8,
  queryNanos: 9,
  query: 10,
  responseSeconds: 12,
  responseNanos: 13,
  response: 14,
} as const;

type Value = Uint8Array | bigint;

/** The dnstap message in a binary frame (protobuf, dnstap.proto), or why there is none. */
export function dnstapFrame(bytes: Uint8Array): DnstapFrame | string {
  try {
    const message = valuesOf(bytes).get(MESSAGE);
    if (!(message instanceof Uint8Array)) return 'it holds no message';
    const values = valuesOf(message);
    const number = (field: number) => {
      const value = values.get(field);
      return typeof value === 'bigint' ? Number(value) : undefined;
    };
    const content = (field: number) => {
      const value = values.get(field);
      return value instanceof Uint8Array ? value : undefined;
    };
    const time = (seconds: number, nanos: number) =>
      number(seconds) === undefined ? undefined : `${number(seconds)}${String(number(nanos) ?? 0).padStart(9, '0')}`;
    return {
      type: number(FIELD.type) ?? 0,
      address: content(FIELD.address),
      port: number(FIELD.port),
      queryTime: time(FIELD.querySeconds, FIELD.queryNanos),
      responseTime: time(FIELD.responseSeconds, FIELD.responseNanos),
      query: content(FIELD.query),
      response: content(FIELD.response),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The last value of each field of a protobuf message: numbers, and contents as bytes. */
function valuesOf(bytes: Uint8Array): ReadonlyMap<number, Value> {
  const reader = new BinaryReader(bytes);
  const values = new Map<number, Value>();
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (wire === WireType.Varint) values.set(field, BigInt(reader.uint64()));
    else if (wire === WireType.Bit32) values.set(field, BigInt(reader.fixed32()));
    else if (wire === WireType.LengthDelimited) values.set(field, reader.bytes());
    else reader.skip(wire, field);
  }
  return values;
}

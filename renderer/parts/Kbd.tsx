/** A key or chord as printed on the caps. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd aria-hidden="true">{keys}</kbd>;
}

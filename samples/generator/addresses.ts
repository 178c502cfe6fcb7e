import type { Random } from './random.ts';

/** Addresses by region and family; an address that was given up goes to another service, never back to the same. */
export interface AddressPool {
  lease(region: string, family: '4' | '6', service: string): string;
  release(region: string, ip: string, service: string): void;
}

/** A pool over private IPv4 and documentation IPv6 ranges. `reuse`: how often a lease takes a released address, 0 to 1. */
export function addressPool(random: Random, regions: readonly string[], reuse: number): AddressPool {
  const fresh = new Map<string, number>();
  const free = new Map<string, { ip: string; service: string }[]>();
  return {
    lease(region, family, service) {
      const shelf = `${region}/${family}`;
      const released = free.get(shelf) ?? [];
      const found = random.chance(reuse) ? released.findLastIndex((entry) => entry.service !== service) : -1;
      const [entry] = found < 0 ? [] : released.splice(found, 1);
      if (entry) return entry.ip;
      const n = (fresh.get(shelf) ?? 0) + 1;
      fresh.set(shelf, n);
      const place = regions.indexOf(region);
      const low = 9 + n;
      return family === '4'
        ? `10.${31 + place}.${Math.floor(low / 250)}.${(low % 250) + 1}`
        : `2001:db8:${(0x31 + place).toString(16)}::${(0x100 + n).toString(16)}`;
    },
    release(region, ip, service) {
      const shelf = `${region}/${ip.includes(':') ? '6' : '4'}`;
      free.set(shelf, [...(free.get(shelf) ?? []), { ip, service }]);
    },
  };
}

import { describe } from '@jest/globals';
import { providers } from '../../../src/providers/index.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { vendorFacts, type VendorFacts } from '../../helpers/vendor-facts.ts';

interface Subject {
  readonly provider: Provider;
  readonly facts: VendorFacts;
}

/** What every vendor must do, whatever it is. A vendor's own test files hold only what is its own. */
export function describeEachProvider(title: string, body: (subject: Subject) => void): void {
  for (const provider of providers) {
    describe(`${provider.name} ${title}`, () => body({ provider, facts: vendorFacts[provider.id] }));
  }
}

import type { Provider } from '../../../src/providers/provider.ts';
import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export interface Subject {
  readonly provider: Provider;
  readonly facts: VendorFacts;
}

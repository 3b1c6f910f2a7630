import { providers } from '../../src/providers/index.ts';
import { vendorFacts } from '../helpers/vendor-facts.ts';
import { describeProviderContract } from './contract/suite.ts';

for (const provider of providers) {
  describeProviderContract({ provider, facts: vendorFacts[provider.id] });
}

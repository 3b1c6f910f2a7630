import { providerDefinitions } from '../../src/providers/index.ts';
import { vendorFacts } from '../helpers/vendor-facts.ts';
import { describeProviderContract } from './contract/suite.ts';

for (const definition of providerDefinitions) {
  describeProviderContract({ definition, facts: vendorFacts[definition.provider] });
}

import { describe } from '@jest/globals';
import type { ProviderDefinition } from '../src/providers/provider.ts';
import type { VendorFacts } from './helpers/vendor-facts.ts';
import { abortsUpstream } from './provider-contract/abort.ts';
import { checksAnswers } from './provider-contract/answers.ts';
import { survivesFaults } from './provider-contract/faults.ts';
import { keepsIdsInTheirPlace } from './provider-contract/ids.ts';
import { retriesReads } from './provider-contract/retries.ts';
import { keepsSecrets } from './provider-contract/secrets.ts';
import { mapsStatuses } from './provider-contract/statuses.ts';

export interface Subject {
  readonly definition: ProviderDefinition;
  readonly facts: VendorFacts;
}

/** What every vendor must do, whatever it is. A vendor's own test files hold only what is its own. */
export function describeProviderContract(subject: Subject): void {
  describe(`${subject.definition.name} answers`, () => checksAnswers(subject));
  describe(`${subject.definition.name} statuses`, () => mapsStatuses(subject));
  describe(`${subject.definition.name} faults`, () => survivesFaults(subject));
  describe(`${subject.definition.name} retries`, () => retriesReads(subject));
  describe(`${subject.definition.name} ids`, () => keepsIdsInTheirPlace(subject));
  describe(`${subject.definition.name} secrets`, () => keepsSecrets(subject));
  describe(`${subject.definition.name} aborts`, () => abortsUpstream(subject));
}

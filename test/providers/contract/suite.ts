import { describe } from '@jest/globals';
import type { ProviderDefinition } from '../../../src/providers/provider.ts';
import type { VendorFacts } from '../../helpers/vendor-facts.ts';
import { abortsUpstream } from './abort.ts';
import { checksAnswers } from './answers.ts';
import { survivesFaults } from './faults.ts';
import { keepsIdsInTheirPlace } from './ids.ts';
import { retriesReads } from './retries.ts';
import { keepsSecrets } from './secrets.ts';
import { mapsStatuses } from './statuses.ts';

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

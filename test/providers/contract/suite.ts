import { describe } from '@jest/globals';
import { abortsUpstream } from './abort.ts';
import { checksAnswers } from './answers.ts';
import { survivesFaults } from './faults.ts';
import { keepsIdsInTheirPlace } from './ids.ts';
import { retriesReads } from './retries.ts';
import { keepsSecrets } from './secrets.ts';
import { mapsStatuses } from './statuses.ts';
import type { Subject } from './subject.ts';

/** What every vendor must do, whatever it is. A vendor's own test files hold only what is its own. */
export function describeProviderContract(subject: Subject): void {
  describe(`${subject.provider.name} answers`, () => checksAnswers(subject));
  describe(`${subject.provider.name} statuses`, () => mapsStatuses(subject));
  describe(`${subject.provider.name} faults`, () => survivesFaults(subject));
  describe(`${subject.provider.name} retries`, () => retriesReads(subject));
  describe(`${subject.provider.name} ids`, () => keepsIdsInTheirPlace(subject));
  describe(`${subject.provider.name} secrets`, () => keepsSecrets(subject));
  describe(`${subject.provider.name} aborts`, () => abortsUpstream(subject));
}

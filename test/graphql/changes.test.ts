import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { changesBetween } from '../../scripts/schema/changes.ts';
import {
  printContract,
  publishedFolder,
  readContract,
  staleFiles,
  writeContract,
  type Contract,
} from '../../scripts/schema/contract.ts';

const now = printContract();

/** The contract with something in it changed, in every file. */
function edited(from: string | RegExp, to: string): Contract {
  const files = Object.entries(now).map(([file, text]) => [file, text.replaceAll(from, to)]);
  const contract = Object.fromEntries(files) as Contract;
  expect(isDeepStrictEqual(contract, now)).toBe(false);
  return contract;
}

/** Runs the check of CI, as if this contract had been committed. */
function check(committed: Contract) {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  writeContract(folder, committed);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/schema/check.ts', folder], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

describe('the published contract', () => {
  it('is the schema as it is', () => {
    expect(staleFiles(readContract(publishedFolder), now)).toEqual([]);
  });
});

describe('the check', () => {
  it('fails with the list of what breaks', () => {
    const { status, stderr } = check(
      edited('  sessionId: String\n', '  sessionId: String\n  sessionNumber: Int\n  threadId: String\n'),
    );
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      "breaking: Field 'sessionNumber' was removed from object type 'ZepSession'",
      "breaking: Field 'threadId' was removed from object type 'ZepSession'",
    ]);
  });

  it('passes what is merely dangerous, and prints it', () => {
    const { status, stdout } = check(edited(/ +"+Slack\."+\n +SLACK\n/g, ''));
    expect(status).toBe(0);
    expect(stdout).toContain("dangerous: Enum value 'SLACK' was added to enum 'OpenCXChannelType'");
  });

  it('passes an addition without a word', () => {
    const { status, stdout } = check(
      edited(/ +"+Whether the AI only assists.*"+\n +assistMode: Boolean\n/g, ''),
    );
    expect(status).toBe(0);
    expect(stdout).toBe('No breaking changes of the schema.\n');
  });

  it.each([
    ['a field that is gone', 'factRatingInstruction:', 'factRating:'],
    ['a field that can be null now', '  provider: SessionProvider!\n', '  provider: SessionProvider\n'],
    ['an argument that is required now', 'orderBy: SessionOrder\n', 'orderBy: SessionOrder!\n'],
    ['a value that is gone', '  DELETED\n', '  REMOVED\n'],
    ['a key that is gone', ' @key(fields: "provider externalId")', ''],
    ['a type that other graphs cannot share any more', ' @shareable', ''],
  ])('counts %s as breaking', async (_, from, to) => {
    const { breaking } = await changesBetween(now, edited(from, to));
    expect(breaking).not.toEqual([]);
  });

  it('counts a new vendor as dangerous, not as breaking', async () => {
    const { breaking, dangerous } = await changesBetween(now, edited('  ZEP\n', '  ZEP\n  NOVA\n'));
    expect(breaking).toEqual([]);
    expect(dangerous).toContain("Enum value 'NOVA' was added to enum 'SessionProvider'");
  });
});

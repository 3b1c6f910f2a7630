import type { RequestAttack } from './attack.ts';
import { bodies } from './bodies.ts';
import { documents } from './documents.ts';
import { protocol } from './protocol.ts';
import { values } from './values.ts';

export const requests: readonly RequestAttack[] = [...documents, ...bodies, ...values, ...protocol];

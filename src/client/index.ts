export { possibleTypes } from './generated.ts';

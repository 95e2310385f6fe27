// All rules over all that is rendered.
import { graphRules } from './graph.mjs';
import { podRules } from './rules-pods.mjs';
import { certificateRules, databaseRules, doorRules } from './rules-house.mjs';
import { readGiven, referenceRules } from './references.mjs';
import { readHouse } from '../make/house.mjs';

export const rules = { ...podRules, ...databaseRules, ...certificateRules, ...doorRules, ...referenceRules, ...graphRules };

export const contextOf = (root) => ({ root, services: readHouse(root).services, given: readGiven(root) });

// [{rule, what}] of one rendering. `place` and `purpose` say which.
export function judge(objects, context, only = Object.keys(rules)) {
  const found = [];
  for (const rule of only) {
    let sentences;
    // What is so broken that a rule stumbles over it is broken.
    try { sentences = rules[rule](objects, context); } catch (error) { sentences = [`cannot be judged: ${error.message}`]; }
    for (const what of sentences) found.push({ rule, what });
  }
  return found;
}

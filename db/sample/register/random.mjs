// Chance for the invented register, which falls the same on every machine: 32-bit integers only, no floating point, no clock.
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  // The next 32 bits (the finaliser of MurmurHash3 over a Weyl sequence).
  bits() {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  }

  // 0 to count - 1, each as likely.
  below(count) {
    const fair = 0x100000000 - (0x100000000 % count);
    let word = this.bits();
    while (word >= fair) word = this.bits();
    return word % count;
  }

  // least to greatest, both possible.
  between(least, greatest) {
    return least + this.below(greatest - least + 1);
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  // One value of [[value, weight], ...].
  weighted(choices) {
    let left = this.below(choices.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [value, weight] of choices) {
      if (left < weight) return value;
      left -= weight;
    }
    throw new Error('unreachable');
  }

  shuffled(list) {
    const result = [...list];
    for (let i = result.length - 1; i > 0; --i) {
      const j = this.below(i + 1);
      [result[i], result[j]] = [result[j], result[i]];
    }
    return result;
  }
}

// The parts of the body as the diagram draws them, and which levels of amputation belong to which limb.
import { AmputationLevel as Level, BodyPart as Part, Side } from '../contract/dayaq/incident/v1/code_lists_pb.ts';

export interface Region {
  part: number;
  side: number;
  // In a picture of 200 by 420, seen from the front: the person's right is on the left.
  shape: string;
  // What is too small to hit on the body is drawn beside it, with its name inside and a line to where it belongs.
  beside?: { x: number; y: number; toX: number; toY: number };
}

const mirrored = (shape: string) =>
  shape.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x: string, y: string) => `${Math.round((200 - Number(x)) * 10) / 10} ${y}`);

// Drawn for the right side; the left is its mirror.
const ONE_SIDE: [number, string][] = [
  [Part.ARM, 'M 70 84 L 60 90 L 52 118 L 46 150 L 38 192 L 51 195 L 60 156 L 67 126 L 70 112 Z'],
  [Part.HAND, 'M 32 195 L 55 198 L 57 214 L 51 230 L 36 232 L 27 223 L 26 208 Z'],
  [Part.LEG, 'M 71 222 L 98 228 L 97 272 L 94 308 L 91 350 L 92 374 L 76 374 L 73 340 L 71 304 L 69 262 Z'],
  [Part.FOOT, 'M 76 377 L 92 377 L 92 392 L 88 402 L 64 402 L 62 396 L 72 389 Z'],
];

const SMALL: [number, number, number, number, number][] = [
  [Part.EYE, 42, 24, 90, 36],
  [Part.EAR, 42, 60, 79, 42],
];
const RADIUS = 17;

function octagon(x: number, y: number): string {
  const corner = (turn: number) => `${(x + RADIUS * Math.cos(turn)).toFixed(1)} ${(y + RADIUS * Math.sin(turn)).toFixed(1)}`;
  return `M ${Array.from({ length: 8 }, (_, index) => corner((index + 0.5) * (Math.PI / 4))).join(' L ')} Z`;
}

export const REGIONS: Region[] = [
  { part: Part.HEAD_NECK, side: Side.UNSPECIFIED, shape: 'M 100 8 L 114 11 L 121 22 L 122 40 L 117 56 L 110 65 L 110 78 L 90 78 L 90 65 L 83 56 L 78 40 L 79 22 L 86 11 Z' },
  { part: Part.CHEST, side: Side.UNSPECIFIED, shape: 'M 90 80 L 110 80 L 130 86 L 129 134 L 71 134 L 70 86 Z' },
  { part: Part.ABDOMEN, side: Side.UNSPECIFIED, shape: 'M 71 136 L 129 136 L 128 184 L 72 184 Z' },
  { part: Part.PELVIS, side: Side.UNSPECIFIED, shape: 'M 72 186 L 128 186 L 130 218 L 102 226 L 98 226 L 70 218 Z' },
  ...SMALL.flatMap(([part, x, y, toX, toY]) => [
    { part, side: Side.RIGHT, shape: octagon(x, y), beside: { x, y, toX, toY } },
    { part, side: Side.LEFT, shape: octagon(200 - x, y), beside: { x: 200 - x, y, toX: 200 - toX, toY } },
  ]),
  ...ONE_SIDE.flatMap(([part, shape]) => [
    { part, side: Side.RIGHT, shape },
    { part, side: Side.LEFT, shape: mirrored(shape) },
  ]),
];

// Chosen from the list beside the diagram.
export const NOT_DRAWN: number[] = [Part.BACK, Part.LOWER_LIMB, Part.MULTIPLE, Part.OTHER];

const PAIRED: number[] = [Part.EYE, Part.EAR, Part.ARM, Part.HAND, Part.LEG, Part.FOOT, Part.LOWER_LIMB];
export const hasSides = (part: number) => PAIRED.includes(part);

const LEVELS: Record<number, number[]> = {
  [Part.ARM]: [Level.FOREQUARTER, Level.SHOULDER_DISARTICULATION, Level.TRANSHUMERAL, Level.ELBOW_DISARTICULATION, Level.TRANSRADIAL, Level.UPPER_LIMB_UNKNOWN],
  [Part.HAND]: [Level.WRIST_DISARTICULATION, Level.TRANSCARPAL, Level.PARTIAL_HAND, Level.FINGER],
  [Part.LEG]: [Level.TRANSPELVIC, Level.HIP_DISARTICULATION, Level.TRANSFEMORAL, Level.KNEE_DISARTICULATION, Level.TRANSTIBIAL],
  [Part.FOOT]: [Level.ANKLE_DISARTICULATION, Level.PARTIAL_FOOT, Level.TOE],
  [Part.LOWER_LIMB]: [Level.LOWER_LIMB_UNKNOWN],
};
export const levelsOf = (part: number) => LEVELS[part] ?? [];

// Only long bones are divided in thirds (ISO 8549-4).
const LONG_BONES: number[] = [Level.TRANSHUMERAL, Level.TRANSRADIAL, Level.TRANSFEMORAL, Level.TRANSTIBIAL];
export const hasThirds = (level: number) => LONG_BONES.includes(level);

// Where the line of an amputation is drawn on the right side: from x to x at y. Thirds move it along the bone.
const CUTS: Record<number, [number, number, number, number]> = {
  [Level.FOREQUARTER]: [56, 82, 86, 0], [Level.SHOULDER_DISARTICULATION]: [54, 76, 94, 0], [Level.TRANSHUMERAL]: [48, 74, 118, 14], [Level.ELBOW_DISARTICULATION]: [42, 66, 146, 0],
  [Level.TRANSRADIAL]: [38, 62, 168, 12], [Level.WRIST_DISARTICULATION]: [32, 57, 195, 0], [Level.TRANSCARPAL]: [30, 57, 203, 0], [Level.PARTIAL_HAND]: [28, 57, 213, 0],
  [Level.FINGER]: [28, 55, 223, 0], [Level.TRANSPELVIC]: [66, 100, 208, 0], [Level.HIP_DISARTICULATION]: [66, 102, 226, 0], [Level.TRANSFEMORAL]: [65, 102, 258, 18],
  [Level.KNEE_DISARTICULATION]: [66, 100, 298, 0], [Level.TRANSTIBIAL]: [68, 98, 332, 18], [Level.ANKLE_DISARTICULATION]: [70, 98, 374, 0], [Level.PARTIAL_FOOT]: [60, 96, 388, 0],
  [Level.TOE]: [58, 92, 398, 0],
};

export function cutOf(level: number, side: number, third: number): { x1: number; x2: number; y: number } | undefined {
  const cut = CUTS[level];
  if (!cut) return undefined;
  const [from, to, middle, step] = cut;
  const y = middle + (third === 1 ? -step : third === 3 ? step : 0);
  return side === Side.LEFT ? { x1: 200 - from, x2: 200 - to, y } : { x1: from, x2: to, y };
}

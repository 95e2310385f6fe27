// Which step may follow which state: as the service has it (services/rehabilitation/device_rules.cc), which says so once more.
import { DeviceState as State, DeviceStepKind as Step } from '../contract/dayaq/rehabilitation/v1/device_pb.ts';

export const COLUMNS: [string, State[]][] = [
  ['prescribed', [State.PRESCRIBED, State.APPROVED]],
  ['measured', [State.MEASURED]],
  ['fabricated', [State.FABRICATED]],
  ['fitted', [State.FITTED, State.TRAINED]],
  ['delivered', [State.DELIVERED, State.IN_REPAIR]],
];

// The step that a card takes on the board, and the state it leads to.
export const NEXT: Partial<Record<State, { step: Step; to: State }>> = {
  [State.APPROVED]: { step: Step.MEASURED, to: State.MEASURED },
  [State.MEASURED]: { step: Step.FABRICATED, to: State.FABRICATED },
  [State.FABRICATED]: { step: Step.FITTED, to: State.FITTED },
  [State.FITTED]: { step: Step.TRAINED, to: State.TRAINED },
  [State.TRAINED]: { step: Step.DELIVERED, to: State.DELIVERED },
  [State.IN_REPAIR]: { step: Step.REPAIR_DONE, to: State.DELIVERED },
};

const IN_USE = [Step.COMPONENT_REPLACED, Step.RETURNED, Step.LOST];
const MAKING = [Step.WITHDRAWN];

// All steps from a state, the usual one first.
export function stepsFrom(state: State): Step[] {
  switch (state) {
    case State.PRESCRIBED: return MAKING;
    case State.APPROVED: return [Step.MEASURED, ...MAKING];
    case State.MEASURED: return [Step.FABRICATED, ...MAKING];
    case State.FABRICATED: return [Step.FITTED, ...MAKING];
    case State.FITTED: return [Step.TRAINED, Step.FITTED, ...MAKING];
    case State.TRAINED: return [Step.DELIVERED, Step.TRAINED, ...MAKING];
    case State.DELIVERED: return [Step.FOLLOWED_UP, Step.ADJUSTED, Step.REPAIR_BEGUN, ...IN_USE];
    case State.IN_REPAIR: return [Step.REPAIR_DONE, ...IN_USE];
    default: return [];
  }
}

export const takesComponents = (step: Step) => step === Step.FABRICATED || step === Step.FITTED || step === Step.COMPONENT_REPLACED;
export const columnOf = (state: State) => COLUMNS.find(([, states]) => states.includes(state))?.[0];

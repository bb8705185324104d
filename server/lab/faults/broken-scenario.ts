/** A scenario asks for something that this hospital does not have: its author must mend it, the server goes on. */
export class BrokenScenario extends Error {
  override readonly name = 'BrokenScenario';
}

package io.onefold.model;

import java.util.ArrayList;
import java.util.List;

/** What may be done next. */
final class Actions {

  private Actions() {}

  /** Everything that can happen in a state, whether or not it changes anything. */
  static List<Action> of(Scope scope, World world, Numbers numbers) {
    List<Action> actions = new ArrayList<>();
    for (int number : world.network) {
      Message message = numbers.message(number);
      actions.add(new Action.Deliver(message, false));
      boolean meetsMemory = message instanceof Message.EventAt || message instanceof Message.Unite;
      if (scope.forgetful() && meetsMemory) {
        actions.add(new Action.Deliver(message, true));
      }
    }
    for (int e = 0; e < scope.events().size(); e++) {
      actions.add(new Action.Send(e));
    }
    for (int p = 0; p < world.profiles.length; p++) {
      if (world.profiles[p] != null) {
        actions.add(new Action.Retry(p));
        byHand(scope, world, p, actions);
      }
    }
    if (world.crashesLeft > 0) {
      actions.add(new Action.Crash());
    }
    return actions;
  }

  private static void byHand(Scope scope, World world, int profile, List<Action> actions) {
    for (int part = 0; part < scope.parts().size(); part++) {
      if ((world.partsUsed >> part & 1) == 0) {
        actions.add(new Action.TakeOut(part, profile));
      }
    }
    boolean mayErase = scope.erased() != 0 && !world.eraseUsed;
    if (mayErase && world.profiles[profile].holds(scope.erased() - 'a')) {
      actions.add(new Action.Erase(profile));
    }
  }
}

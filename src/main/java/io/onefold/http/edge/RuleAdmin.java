package io.onefold.http.edge;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The identifier rules of the node, as the edge shows and reloads them.
 *
 * <p><b>Threading.</b> Thread-safe; futures complete on the caller's context.
 *
 * <p><b>Errors.</b> Mistakes in the configuration are a value. A future fails when what the rules
 * need cannot be reached; nothing has changed then.
 */
public interface RuleAdmin {

  /**
   * The rules that an account's profiles are held together by.
   *
   * @param version rises with every change, and stands beside each refusal
   * @param json the rules as a JSON object in UTF-8
   */
  record InForce(int version, byte[] json) {}

  /** Something in the configuration that cannot be used. */
  record Mistake(String key, String allowed) {}

  /** What came of reading the configuration again. */
  sealed interface Reloaded {

    /**
     * The rules in it hold now.
     *
     * @param changed names of what was set to something else than before
     * @param needsRestart names of what differs and does not hold before the next start
     */
    record Applied(List<String> changed, List<String> needsRestart) implements Reloaded {
      public Applied {
        changed = List.copyOf(changed);
        needsRestart = List.copyOf(needsRestart);
      }
    }

    /** It cannot be used, and nothing has changed. */
    record Refused(List<Mistake> mistakes) implements Reloaded {
      public Refused {
        mistakes = List.copyOf(mistakes);
      }
    }
  }

  /** The rules of an account; empty while the node is starting. */
  Optional<InForce> inForce(int accountId);

  /**
   * Reads the configuration again and applies the rules in it.
   *
   * @param accountId who asks: what concerns other accounts alone is left out of the answer
   */
  Future<Reloaded> reload(int accountId);
}

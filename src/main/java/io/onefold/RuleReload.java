package io.onefold;

import io.onefold.config.Loaded;
import io.onefold.config.OnefoldConfig;
import io.onefold.config.key.Mistake;
import io.onefold.config.key.Settings;
import io.onefold.config.rules.RulesConfig;
import io.onefold.http.access.AccountRules;
import io.onefold.identity.RuleBook;
import io.onefold.journal.RuleVersions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the identifier rules of a running node, and replaces them by those that the configuration
 * says now.
 *
 * <pre>
 *   read file and environment ─ mistakes? ─▶ refused, nothing changes
 *     └▶ number what is new ─▶ decode by it ─▶ decide by it, shard by shard
 * </pre>
 *
 * <p>Rules hold for events that come from then on. What was decided before stays, with the version
 * that it was decided under.
 *
 * <p><b>Threading.</b> Thread-safe. Reloads run one after the other, the first one when the node
 * serves. Their futures complete on the caller's context.
 *
 * <p><b>Errors.</b> Mistakes are a value. A future fails when the store of versions is away;
 * nothing has changed then.
 */
public final class RuleReload {

  private static final Logger LOG = LoggerFactory.getLogger(RuleReload.class);

  /** What may change while the node runs, of the node and of an account. */
  private static final Pattern RULE =
      Pattern.compile(
          "(accounts\\[\\d+]\\.)?identity\\."
              + "(default-region|browser-merges|device-policy|blocked-values|caps\\..+|types\\..+)");

  /**
   * @param rules by account, with their versions
   */
  private record State(
      Settings settings, Map<Integer, RulesConfig> rules, Map<Integer, Integer> versions) {}

  /** Rules of an account as text, with their version. */
  public record InForce(int version, String json) {}

  private final Vertx vertx;
  private final Supplier<Loaded> source;
  private final Loaded.Config started;
  private final AccountRules decoding;
  private final Function<RuleBook, Future<Void>> shards;
  private final Promise<Void> begun = Promise.promise();
  private volatile State state;
  private volatile Optional<RuleVersions> versions = Optional.empty();
  private Future<Void> last = begun.future();

  /**
   * @param source reads the configuration; may block
   * @param started what the node was started with
   * @param shards hands rules to all shards
   */
  RuleReload(
      Vertx vertx,
      Supplier<Loaded> source,
      Loaded.Config started,
      Function<RuleBook, Future<Void>> shards) {
    this.vertx = vertx;
    this.source = source;
    this.started = started;
    this.shards = shards;
    Map<Integer, RulesConfig> rules = RuleSettings.byAccount(started.config());
    decoding = new AccountRules(RuleSettings.identifiers(started.config().accounts(), rules));
    state = new State(started.settings(), rules, Map.of());
  }

  /** What events are decoded by; the same object for the life of the node. */
  AccountRules decoding() {
    return decoding;
  }

  /** Numbers the rules that the node starts with, and gives what its shards start with. */
  Future<RuleBook> begin(RuleVersions store) {
    versions = Optional.of(store);
    State now = state;
    return number(now.rules, now)
        .map(
            numbers -> {
              state = new State(now.settings, now.rules, numbers);
              return book(started.config(), state);
            });
  }

  /** The shards serve by what {@link #begin} gave: from now on that may be replaced. */
  void serving() {
    begun.complete();
  }

  /** The rules of an account; empty when there is no such account, or the node is starting. */
  public Optional<InForce> inForce(int accountId) {
    State now = state;
    return Optional.ofNullable(now.versions.get(accountId))
        .map(version -> new InForce(version, RulesJson.canonical(now.rules.get(accountId))));
  }

  /** Reads the configuration again and applies the rules in it. */
  public Future<ReloadResult> reload() {
    Context caller = vertx.getOrCreateContext();
    Promise<ReloadResult> told = Promise.promise();
    next().onComplete(result -> caller.runOnContext(turn -> told.handle(result)));
    return told.future();
  }

  private synchronized Future<ReloadResult> next() {
    Future<ReloadResult> next =
        last.compose(turn -> vertx.executeBlocking(source::get)).compose(this::take);
    last = next.<Void>mapEmpty().otherwiseEmpty();
    return next;
  }

  private Future<ReloadResult> take(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Invalid(List<Mistake> mistakes) -> {
        mistakes.forEach(RuleReload::report);
        yield Future.succeededFuture(new ReloadResult.Refused(mistakes));
      }
      case Loaded.Config read -> apply(read);
    };
  }

  private Future<ReloadResult> apply(Loaded.Config read) {
    State before = state;
    Map<Integer, RulesConfig> rules = new TreeMap<>(before.rules);
    rules.replaceAll(RuleSettings.byAccount(read.config())::getOrDefault);
    return number(rules, before)
        .compose(
            numbers -> {
              State next = new State(read.settings(), rules, numbers);
              state = next;
              decoding.replace(RuleSettings.identifiers(started.config().accounts(), rules));
              return shards.apply(book(read.config(), next)).map(held -> result(before, next));
            });
  }

  private static RuleBook book(OnefoldConfig config, State state) {
    return RuleSettings.book(config.identity().rules(), state.rules, state.versions);
  }

  /** Only what has changed needs a number. */
  private Future<Map<Integer, Integer>> number(Map<Integer, RulesConfig> rules, State before) {
    Map<Integer, Integer> numbers = new TreeMap<>(before.versions);
    List<Future<Integer>> asked = new ArrayList<>();
    List<Integer> accounts = new ArrayList<>();
    rules.forEach(
        (account, own) -> {
          if (!numbers.containsKey(account) || !own.equals(before.rules.get(account))) {
            accounts.add(account);
            asked.add(versions.orElseThrow().versionOf(account, RulesJson.canonical(own)));
          }
        });
    return Future.all(asked)
        .map(
            all -> {
              for (int i = 0; i < accounts.size(); i++) {
                numbers.put(accounts.get(i), all.resultAt(i));
              }
              return Map.copyOf(numbers);
            });
  }

  private ReloadResult result(State before, State next) {
    List<String> changed =
        before.settings.differing(next.settings).stream().filter(RuleReload::isRule).toList();
    List<String> needsRestart =
        started.settings().differing(next.settings).stream().filter(name -> !isRule(name)).toList();
    // Names only: values may be addresses of people.
    LOG.info("rules reloaded: changed {}, versions by account {}", changed, next.versions);
    if (!needsRestart.isEmpty()) {
      LOG.warn("not applied before the node is started again: {}", needsRestart);
    }
    return new ReloadResult.Applied(next.versions, changed, needsRestart);
  }

  private static boolean isRule(String name) {
    return RULE.matcher(name).matches();
  }

  private static void report(Mistake mistake) {
    LOG.warn(
        "rules not reloaded: {} (from {}); allowed: {}",
        mistake.key(),
        mistake.from(),
        mistake.allowed());
  }
}

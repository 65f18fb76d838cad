package io.onefold.route;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Quarantine.Mark;
import io.onefold.message.Message;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import io.onefold.message.View;
import io.onefold.route.Quarantined.Holding;
import io.onefold.route.Quarantined.Item;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists what is quarantined. An identifier's shard knows it by its hash alone; what it is called is
 * known to the profile that holds it, and to nobody else.
 *
 * <pre>
 *   every shard: which hashes, since when? ──▶ the newest of all ──▶ homes of their profiles: what
 *                                                                    do you call this one?
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the event loop of its gateway. <b>Bounds.</b> Two rounds: a
 * question to each shard, then one for each identifier that is shown.
 */
final class QuarantineList {

  private static final Comparator<Mark> NEWEST_FIRST = Comparator.comparing(Mark::place).reversed();

  private final Calls calls;

  QuarantineList(Calls calls) {
    this.calls = calls;
  }

  /** Asks each shard for one more than is shown, to know whether there is a next page. */
  Future<Quarantined> read(QuarantinePage page) {
    QuarantinePage each = new QuarantinePage(page.accountId(), page.before(), page.countMax() + 1);
    Call call = calls.open(calls.shardCount());
    for (int shard = 0; shard < calls.shardCount(); shard++) {
      calls.outbox().put(shard, new Message.ReadQuarantine(each, call.place(shard)));
    }
    return calls.send(call).compose(answers -> name(answers, page));
  }

  private Future<Quarantined> name(Answer[] answers, QuarantinePage page) {
    Optional<Answer> busy = Answers.busy(answers);
    if (busy.isPresent()) {
      return calls.at(busy(busy.get()));
    }
    List<Mark> all = new ArrayList<>();
    for (Answer answer : answers) {
      all.addAll(Answers.expect(Answer.Quarantine.Marks.class, answer).marks());
    }
    all.sort(NEWEST_FIRST);
    List<Mark> shown = List.copyOf(all.subList(0, Math.min(page.countMax(), all.size())));
    Optional<Place> next =
        all.size() > shown.size() ? Optional.of(shown.getLast().place()) : Optional.empty();
    if (shown.isEmpty()) {
      return calls.at(new Quarantined.Page(List.of(), next));
    }
    Call call = calls.open(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      ask(shown.get(i), page.accountId(), call, i);
    }
    return calls.send(call).map(holders -> page(shown, holders, next));
  }

  private void ask(Mark mark, int accountId, Call call, int index) {
    Optional<ProfileId> owner =
        mark.owner().filter(profile -> profile.homeShard() < calls.shardCount());
    if (owner.isEmpty()) {
      call.place(index).answer(Answer.NOT_FOUND);
      return;
    }
    View view = new View.Holding(accountId, mark.place().identifier());
    calls
        .outbox()
        .put(owner.get().homeShard(), new Message.ReadAt(owner.get(), view, call.place(index)));
  }

  private static Quarantined page(List<Mark> shown, Answer[] holders, Optional<Place> next) {
    Optional<Answer> busy = Answers.busy(holders);
    if (busy.isPresent()) {
      return busy(busy.get());
    }
    List<Item> items = new ArrayList<>(shown.size());
    for (int i = 0; i < holders.length; i++) {
      Optional<Holding> held = holding(holders[i]);
      if (held.isPresent() || shown.get(i).accountId() != Mark.ACCOUNT_UNKNOWN) {
        items.add(new Item(shown.get(i).place().atMs(), held));
      }
    }
    return new Quarantined.Page(items, next);
  }

  private static Optional<Holding> holding(Answer answer) {
    if (answer instanceof Answer.NotFound) {
      return Optional.empty();
    }
    Answer.Quarantine.Holder holder = Answers.expect(Answer.Quarantine.Holder.class, answer);
    return holder.identifier().map(identifier -> new Holding(holder.profile(), identifier));
  }

  private static Quarantined busy(Answer busy) {
    return new Quarantined.Busy(Answers.expect(Answer.Busy.class, busy).reason());
  }
}

package io.onefold.journal;

import io.onefold.journal.MemoryStore.Generation;
import io.onefold.journal.MemoryStore.Generations;
import io.onefold.journal.MemoryStore.Stored;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints of a {@link MemoryJournal}.
 *
 * <p><b>Threading.</b> Confined to the journal's thread.
 */
final class MemoryCheckpoints {

  private static final CheckpointId BEGINNING = new CheckpointId(0, 0, 0);

  private final MemoryStore store;
  private final MemoryFaults faults;
  private final int kept;
  private final Map<Integer, Generation> known = new HashMap<>();

  MemoryCheckpoints(MemoryStore store, MemoryFaults faults, int kept) {
    this.store = store;
    this.faults = faults;
    this.kept = kept;
  }

  CheckpointId currentOrBeginning(int shard) {
    return store.generations(shard).current().map(Generation::id).orElse(BEGINNING);
  }

  CheckpointId atOrBelow(int shard, long seq) {
    return store.generations(shard).kept.stream()
        .map(Generation::id)
        .filter(id -> id.seq() <= seq)
        .max(Comparator.comparingLong(CheckpointId::seq).thenComparingLong(CheckpointId::epoch))
        .orElse(BEGINNING);
  }

  Future<Put> put(Checkpoint checkpoint) {
    int shard = checkpoint.shard();
    CheckpointId id = new CheckpointId(checkpoint.epoch(), checkpoint.seq(), checkpoint.crc());
    CheckpointId current = currentOrBeginning(shard);
    if (id.equals(current) && damage(shard, store.generations(shard).kept.getFirst()).isEmpty()) {
      return Future.succeededFuture(new Put.Stored(id.text(), 0));
    }
    long highest = Math.max(current.epoch(), store.log(shard).last.epoch());
    if (highest > id.epoch()) {
      return Future.succeededFuture(new Put.Fenced(highest));
    }
    if (!id.equals(current) && !id.newerThan(current)) {
      return Future.succeededFuture(new Put.Older(current.text()));
    }
    List<String> missing = missing(checkpoint);
    if (!missing.isEmpty()) {
      return Future.succeededFuture(new Put.Incomplete(missing));
    }
    return faults.stopBeforeSwitch(checkpoint)
        ? Future.failedFuture(new IllegalStateException("stopped before the switch"))
        : Future.succeededFuture(store(checkpoint, id));
  }

  Loaded load(int shard, Optional<String> wanted) {
    known.remove(shard);
    List<Generation> all = store.generations(shard).kept;
    Optional<Generation> found =
        wanted.isEmpty()
            ? all.stream().findFirst()
            : all.stream().filter(one -> one.id().text().equals(wanted.get())).findFirst();
    if (found.isEmpty()) {
      return new Loaded.None();
    }
    Optional<Loaded.Corrupt> damage = damage(shard, found.get());
    if (damage.isEmpty()) {
      known.put(shard, found.get());
      return new Loaded.Found(checkpoint(found.get()));
    }
    return all.stream()
        .filter(one -> found.get().id().newerThan(one.id()) && damage(shard, one).isEmpty())
        .findFirst()
        .map(older -> damage.get().olderGood(older.id().text()))
        .orElse(damage.get());
  }

  private Put.Stored store(Checkpoint checkpoint, CheckpointId id) {
    List<Stored> sections = new ArrayList<>();
    long bytes = 0;
    for (Section section : checkpoint.sections()) {
      switch (section.content()) {
        case Section.Content.Fresh(byte[] raw) -> {
          sections.add(new Stored(section.name(), section.version(), raw.clone()));
          bytes += raw.length;
        }
        case Section.Content.Unchanged() -> sections.add(base(checkpoint, section).orElseThrow());
      }
    }
    Generation generation =
        new Generation(
            checkpoint.shard(),
            id,
            checkpoint.suppressionVersion(),
            checkpoint.attributes(),
            sections);
    Generations generations = store.generations(checkpoint.shard());
    generations.kept.removeIf(before -> before.id().equals(id));
    generations.kept.addFirst(generation);
    while (generations.kept.size() > kept) {
      generations.kept.removeLast();
    }
    known.put(checkpoint.shard(), generation);
    return new Put.Stored(id.text(), bytes);
  }

  private List<String> missing(Checkpoint checkpoint) {
    return checkpoint.sections().stream()
        .filter(section -> section.content() instanceof Section.Content.Unchanged)
        .filter(section -> base(checkpoint, section).isEmpty())
        .map(Section::name)
        .toList();
  }

  private Optional<Stored> base(Checkpoint checkpoint, Section section) {
    Generation base = known.get(checkpoint.shard());
    if (base == null || !store.generations(checkpoint.shard()).kept.contains(base)) {
      return Optional.empty();
    }
    return base.sections().stream()
        .filter(one -> one.name.equals(section.name()) && one.version == section.version())
        .findFirst();
  }

  private static Optional<Loaded.Corrupt> damage(int shard, Generation generation) {
    if (generation.shard() != shard) {
      return Optional.of(
          new Loaded.Corrupt(
              shard,
              "manifest",
              "shard=" + shard,
              "shard=" + generation.shard(),
              Optional.empty()));
    }
    return generation.sections().stream()
        .filter(one -> one.bytes == null || Stored.crc(one.bytes) != one.crc)
        .findFirst()
        .map(one -> damage(shard, one));
  }

  private static Loaded.Corrupt damage(int shard, Stored section) {
    String got =
        section.bytes == null ? "missing" : "crc=%08x".formatted(Stored.crc(section.bytes));
    return new Loaded.Corrupt(
        shard, section.name + "/0", "crc=%08x".formatted(section.crc), got, Optional.empty());
  }

  private static Checkpoint checkpoint(Generation generation) {
    CheckpointId id = generation.id();
    return new Checkpoint(
        generation.shard(),
        id.epoch(),
        id.seq(),
        id.crc(),
        generation.suppressionVersion(),
        generation.attributes(),
        generation.sections().stream()
            .map(one -> Section.fresh(one.name, one.version, one.bytes.clone()))
            .toList());
  }
}

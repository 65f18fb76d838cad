package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies a partition as it stands at one moment, without stopping it: the small parts at once, the
 * pages of profiles one after the other, and a page that is about to change before it does.
 *
 * <p>What has not changed since an earlier capture is only named.
 *
 * <p><b>Threading.</b> Confined to the shard's thread; one capture at a time for each partition.
 *
 * <p><b>Bounds.</b> Holds the changed pages as bytes until the caller has taken them: at most the
 * partition's size once more.
 *
 * <p><b>Source.</b> Copy on update: Salles et al., "An Evaluation of Checkpoint Recovery for
 * Massively Multiplayer Online Games", VLDB 2009.
 */
public final class Capture {

  /** A part of the copy; no bytes when it is as it was in the earlier capture. */
  public record Part(String name, int version, Optional<byte[]> bytes) {}

  /** What a capture found, so that the next one can tell what has changed. */
  public record Baseline(int[] pages, int[] regions, int names) {

    /** Before the first capture: everything has changed. */
    public static final Baseline NONE = new Baseline(new int[0], new int[0], -1);
  }

  private static final String NAMES = "names";
  private static final String COUNTS = "counts";
  private static final String MARKS = "marks";
  private static final String INDEX = "index-";
  private static final String PROFILES = "profiles-";

  private final Partition partition;
  private final Baseline baseline;
  private final List<Part> parts = new ArrayList<>();
  private final Part[] pages;
  private final BitSet open;

  /**
   * Begins: what the partition is now is what the capture will hold.
   *
   * @param before what the stored checkpoint holds, or {@link Baseline#NONE}
   */
  public Capture(Partition partition, Baseline before) {
    this.partition = partition;
    ProfileTable profiles = partition.profiles();
    pages = new Part[profiles.pages()];
    open = new BitSet(pages.length);
    captureNames(before);
    captureIndex(before);
    for (int page = 0; page < pages.length; page++) {
      boolean same = page < before.pages().length && before.pages()[page] == version(page);
      open.set(page, !same);
      pages[page] = new Part(name(PROFILES, page), version(page), Optional.empty());
    }
    baseline = baseline(partition);
    profiles.onChange(this::copyFirst);
  }

  /** What a checkpoint holds that is equal to the partition as it is now. */
  public static Baseline baseline(Partition partition) {
    ProfileTable profiles = partition.profiles();
    int[] pages = new int[profiles.pages()];
    for (int page = 0; page < pages.length; page++) {
      pages[page] = profiles.version(page);
    }
    int[] regions = new int[IdentifierIndex.REGIONS];
    for (int region = 0; region < regions.length; region++) {
      regions[region] = partition.index().version(region);
    }
    return new Baseline(pages, regions, partition.names().size());
  }

  /**
   * Copies the next page.
   *
   * @return whether there was one; {@code false} when the capture is complete
   */
  public boolean step() {
    int page = open.nextSetBit(0);
    if (page < 0) {
      partition.profiles().onChange(changed -> {});
      return false;
    }
    copy(page);
    return true;
  }

  /** All parts, once {@link #step} has returned {@code false}. */
  public List<Part> parts() {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(List.of(pages));
    return all;
  }

  /** What the next capture is to be compared with, once this one is stored. */
  public Baseline asBaseline() {
    return baseline;
  }

  /**
   * Puts a part into a partition that is being restored; parts come in the order of {@link #parts}.
   */
  public static void restore(Partition partition, String name, int version, byte[] bytes) {
    PackedReader in = new PackedReader(bytes);
    if (name.startsWith(PROFILES)) {
      PageCodec.read(partition, in);
      partition.profiles().restored(number(name, PROFILES), version);
    } else if (name.startsWith(INDEX)) {
      partition.index().readRegion(in, bytes.length);
      partition.index().restored(number(name, INDEX), version);
    } else if (name.equals(COUNTS)) {
      partition.counters().read(in);
    } else if (name.equals(MARKS)) {
      partition.marks().read(in);
    } else if (name.equals(NAMES)) {
      partition.names().read(in);
    } else {
      throw new IllegalArgumentException("unknown part of a checkpoint " + name);
    }
  }

  private void captureNames(Baseline before) {
    int size = partition.names().size();
    PackedWriter out = new PackedWriter(1024);
    if (size != before.names()) {
      partition.names().write(out, 0);
    }
    parts.add(
        new Part(
            NAMES, size, size == before.names() ? Optional.empty() : Optional.of(out.toBytes())));
    captureWhole(COUNTS, partition.counters()::write);
    captureWhole(MARKS, partition.marks()::write);
  }

  /** What is small is copied whole each time. */
  private void captureWhole(String name, Consumer<PackedWriter> writer) {
    PackedWriter out = new PackedWriter(64);
    writer.accept(out);
    byte[] bytes = out.toBytes();
    parts.add(new Part(name, Arrays.hashCode(bytes), Optional.of(bytes)));
  }

  private void captureIndex(Baseline before) {
    IdentifierIndex index = partition.index();
    for (int region = 0; region < IdentifierIndex.REGIONS; region++) {
      int version = index.version(region);
      boolean same = region < before.regions().length && before.regions()[region] == version;
      PackedWriter out = new PackedWriter(1024);
      if (!same) {
        index.writeRegion(region, out);
      }
      parts.add(
          new Part(
              name(INDEX, region), version, same ? Optional.empty() : Optional.of(out.toBytes())));
    }
  }

  private void copyFirst(int page) {
    if (page < pages.length && open.get(page)) {
      copy(page);
    }
  }

  private void copy(int page) {
    open.clear(page);
    PackedWriter out = new PackedWriter(ProfileTable.PAGE_ENTRIES * 1024);
    PageCodec.write(partition.profiles(), page, out);
    Part before = pages[page];
    pages[page] = new Part(before.name(), before.version(), Optional.of(out.toBytes()));
  }

  private int version(int page) {
    return partition.profiles().version(page);
  }

  private static int number(String name, String kind) {
    return Integer.parseInt(name.substring(kind.length()));
  }

  private static String name(String kind, int number) {
    return kind + "%05d".formatted(number);
  }
}

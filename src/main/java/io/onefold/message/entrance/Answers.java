package io.onefold.message.entrance;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a node has for a client at one time.
 *
 * <pre>
 *   format · node (16) │ number · shard + 1 · here · what was said │ number · …
 * </pre>
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param node that answers
 */
public record Answers(UUID node, List<Answered> answers) {

  public Answers {
    answers = List.copyOf(answers);
  }

  /** Begins to write; the answers {@link #add follow}. */
  public static PackedWriter begin(UUID node, PackedWriter out) {
    return EntranceFormat.begin(node, out);
  }

  /** Writes one answer behind the others. */
  public static void add(Answered answered, PackedWriter out) {
    out.varint(answered.number()).varint(answered.shard() + 1).flag(answered.here());
    SaidCodec.write(answered.said(), out);
  }

  /** Reads all of it. */
  public static Answers read(byte[] bytes) throws Unreadable {
    return EntranceFormat.read(
        bytes,
        (node, in) -> {
          List<Answered> answers = new ArrayList<>();
          while (in.hasMore()) {
            answers.add(answered(in));
          }
          return new Answers(node, answers);
        });
  }

  private static Answered answered(PackedReader in) {
    return new Answered(in.varint(), in.count() - 1, in.flag(), SaidCodec.read(in));
  }
}

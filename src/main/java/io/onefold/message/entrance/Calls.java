package io.onefold.message.entrance;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a client has for a node at one time, in the order in which it was called.
 *
 * <pre>
 *   format · client (16) · key │ number · kind · length · body │ number · …
 * </pre>
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bodies.
 *
 * @param client to whose address the answers go
 * @param key of the account, as it would stand in a header
 */
public record Calls(UUID client, String key, List<Call> calls) {

  public Calls {
    calls = List.copyOf(calls);
  }

  /** Begins to write; the calls {@link #add follow}. */
  public static PackedWriter begin(UUID client, String key, PackedWriter out) {
    return EntranceFormat.begin(client, out).string(key);
  }

  /** Writes one call behind the others. */
  public static void add(Call call, PackedWriter out) {
    out.varint(call.number()).u8(call.kind().ordinal()).bytes(call.body());
  }

  /** Reads all of it. */
  public static Calls read(byte[] bytes) throws Unreadable {
    return EntranceFormat.read(
        bytes,
        (client, in) -> {
          String key = in.string();
          List<Call> calls = new ArrayList<>();
          while (in.hasMore()) {
            calls.add(call(in));
          }
          return new Calls(client, key, calls);
        });
  }

  private static Call call(PackedReader in) {
    return new Call(in.varint(), CallKind.of(in.u8()), in.bytes());
  }
}

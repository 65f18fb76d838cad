package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.profile.Names;

/**
 * How a repeated string, such as the name of a source, stands in packed bytes: as a number of the
 * shard's dictionary at home, as itself when the profile moves to another shard.
 *
 * <p><b>Threading.</b> As the dictionary: confined to the shard's thread.
 */
sealed interface Strings {

  /** As a number of this shard's dictionary. */
  record AtHome(Names names) implements Strings {}

  /** As text that any shard can read. */
  record Portable() implements Strings {}

  Strings PORTABLE = new Portable();

  default void write(PackedWriter out, String value) {
    switch (this) {
      case AtHome(Names names) -> out.varint(names.idOf(value));
      case Portable() -> out.string(value);
    }
  }

  default String read(PackedReader in) {
    return switch (this) {
      case AtHome(Names names) -> names.name(in.count());
      case Portable() -> in.string();
    };
  }
}

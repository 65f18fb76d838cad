package io.onefold.message.wire;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The forms of lists, behind their length, and of what may be absent, behind a flag.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> No list is made longer than the bytes that are
 * left.
 */
final class Lists {

  private Lists() {}

  static <T> PackedWriter write(PackedWriter out, List<T> items, BiConsumer<PackedWriter, T> each) {
    out.varint(items.size());
    for (T item : items) {
      each.accept(out, item);
    }
    return out;
  }

  static <T> List<T> read(PackedReader in, Function<PackedReader, T> each) {
    int count = in.items();
    if (count == 0) {
      return List.of();
    }
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(each.apply(in));
    }
    return items;
  }

  static <T> PackedWriter write(
      PackedWriter out, Optional<T> value, BiConsumer<PackedWriter, T> form) {
    out.flag(value.isPresent());
    if (value.isPresent()) {
      form.accept(out, value.get());
    }
    return out;
  }

  static <T> Optional<T> readOptional(PackedReader in, Function<PackedReader, T> form) {
    return in.flag() ? Optional.of(form.apply(in)) : Optional.empty();
  }
}

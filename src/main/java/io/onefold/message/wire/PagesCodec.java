package io.onefold.message.wire;

import io.onefold.event.EventType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;

/**
 * The forms of {@link HistoryPage} and {@link QuarantinePage}: which part of a list is asked for.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class PagesCodec {

  private PagesCodec() {}

  static void write(HistoryPage page, PackedWriter out) {
    Position before = page.before();
    out.varint(page.accountId());
    out.varint(before.atMs()).i64(before.arrival()).i64(before.fingerprint());
    Lists.write(out.varint(page.countMax()), page.type(), (to, type) -> to.u8(type.ordinal()));
  }

  static HistoryPage read(PackedReader in) {
    int accountId = in.count();
    Position before = new Position(in.varint(), in.i64(), in.i64());
    int countMax = in.count();
    return new HistoryPage(
        accountId, before, countMax, Lists.readOptional(in, type -> EventType.of(type.u8())));
  }

  static void write(QuarantinePage page, PackedWriter out) {
    write(page.before(), out.varint(page.accountId()));
    out.varint(page.countMax());
  }

  static QuarantinePage readQuarantine(PackedReader in) {
    return new QuarantinePage(in.count(), readPlace(in), in.count());
  }

  static void write(Place place, PackedWriter out) {
    out.varint(place.atMs()).hash(place.identifier());
  }

  static Place readPlace(PackedReader in) {
    return new Place(in.varint(), in.hash());
  }
}

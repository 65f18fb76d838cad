package io.onefold.message.wire;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.message.View;
import io.onefold.message.View.Projection;

/**
 * The form of a {@link View}: a tag, then its parts. A projection goes along whole, so that the
 * nodes need not agree on what its name stands for.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ViewCodec {

  private static final int FULL = 1;
  private static final int IDENTITY = 2;
  private static final int PROJECTED = 3;
  private static final int STANDING = 4;
  private static final int HOLDING = 5;
  private static final int PARTS = 6;
  private static final int COPY = 7;

  private ViewCodec() {}

  static void write(View view, PackedWriter out) {
    switch (view) {
      case View.Full(int accountId, String requestedId, String currency) ->
          out.u8(FULL).varint(accountId).string(requestedId).string(currency);
      case View.Identity(int accountId, String requestedId) ->
          out.u8(IDENTITY).varint(accountId).string(requestedId);
      case View.Projected(int accountId, Projection projection) ->
          write(projection, out.u8(PROJECTED).varint(accountId));
      case View.Standing(int accountId, String operation) ->
          out.u8(STANDING).varint(accountId).string(operation);
      case View.Holding(int accountId, Hash128 identifier) ->
          out.u8(HOLDING).varint(accountId).hash(identifier);
      case View.Parts(int accountId) -> out.u8(PARTS).varint(accountId);
      case View.Copy(int accountId) -> out.u8(COPY).varint(accountId);
    }
  }

  static View read(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case FULL -> new View.Full(in.count(), in.string(), in.string());
      case IDENTITY -> new View.Identity(in.count(), in.string());
      case PROJECTED -> new View.Projected(in.count(), readProjection(in));
      case STANDING -> new View.Standing(in.count(), in.string());
      case HOLDING -> new View.Holding(in.count(), in.hash());
      case PARTS -> new View.Parts(in.count());
      case COPY -> new View.Copy(in.count());
      default -> throw WireException.unknown("view", tag);
    };
  }

  private static void write(Projection projection, PackedWriter out) {
    out.string(projection.name());
    Lists.write(out, projection.attributes(), PackedWriter::string);
    Lists.write(out, projection.metrics(), PackedWriter::string);
    out.flag(projection.segments()).flag(projection.predictions());
    out.string(projection.consentPurpose());
  }

  private static Projection readProjection(PackedReader in) {
    return new Projection(
        in.string(),
        Lists.read(in, PackedReader::string),
        Lists.read(in, PackedReader::string),
        in.flag(),
        in.flag(),
        in.string());
  }
}

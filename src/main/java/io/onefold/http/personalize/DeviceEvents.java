package io.onefold.http.personalize;

import io.onefold.decode.DecodeLimits;
import io.onefold.decode.Decoded;
import io.onefold.decode.Malformed;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.json.Parsers;
import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccountRules;
import io.onefold.http.edge.Caller;
import io.onefold.http.edge.Desk;
import io.onefold.http.wire.Problem;
import java.util.Optional;

/**
 * Understands personalize calls, and sees to it that an event of theirs names no device but the
 * caller's.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class DeviceEvents {

  private static final Problem OTHER_DEVICE =
      Problem.badRequest(
          "anonymous_id_differs",
          "event.context.externalIds may not name another device than anonymousId",
          "event.context.externalIds");

  private final Desk desk;
  private final Parsers parsers;
  private final AccountRules rules;
  private final IdentifierHasher hasher;

  public DeviceEvents(Desk desk, DecodeLimits limits, AccountRules rules, IdentifierHasher hasher) {
    this.desk = desk;
    this.parsers = new Parsers(limits.depthMax());
    this.rules = rules;
    this.hasher = hasher;
  }

  /** What a call says, beside what it asks. */
  sealed interface Said {

    record Something(Event event) implements Said {}

    record Nothing() implements Said {}

    record Wrong(Problem problem) implements Said {}
  }

  PersonalizeBody read(AccessKey key, byte[] json) {
    return PersonalizeReader.read(json, parsers, rules.of(key).normaliser());
  }

  /** By what the caller's device is known to the shards. */
  Hash128 device(AccessKey key, PersonalizeBody.Asked asked) {
    return hasher.hash(key.accountId(), IdentifierType.ANONYMOUS_ID, asked.anonymousId());
  }

  Said event(Caller caller, PersonalizeBody.Asked asked) {
    if (!asked.hasEvent()) {
      return new Said.Nothing();
    }
    return switch (desk.decode(
        asked.eventJson(), caller.context(rules, Optional.of(asked.type()), desk::newMessageId))) {
      case Malformed malformed -> new Said.Wrong(Problem.of(malformed));
      case Decoded.Events decoded when !decoded.rejections().isEmpty() ->
          new Said.Wrong(Problem.of(decoded.rejections().getFirst()));
      case Decoded.Events decoded when decoded.events().isEmpty() -> new Said.Nothing();
      case Decoded.Events decoded ->
          ofDevice(decoded.events().getFirst(), device(caller.key(), asked));
    };
  }

  private static Said ofDevice(Event event, Hash128 device) {
    boolean namesOther =
        event.identifiers().stream()
            .filter(identifier -> identifier.type() == IdentifierType.ANONYMOUS_ID)
            .anyMatch(identifier -> !identifier.hash().equals(device));
    return namesOther ? new Said.Wrong(OTHER_DEVICE) : new Said.Something(event);
  }
}

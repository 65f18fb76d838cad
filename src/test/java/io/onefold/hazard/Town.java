package io.onefold.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.DecodeLimits;
import io.onefold.decode.Decoded;
import io.onefold.decode.EventDecoder;
import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.rules.RequestContext;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Money;
import io.onefold.event.Origin;
import io.onefold.event.ProfileId;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.ProfileFacts;
import io.onefold.shard.ShardWorld;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * People of a town and what they do, over the decoder and four shards of production. A second
 * passes between any two events.
 */
final class Town {

  static final String BY = "desk";
  static final long HOUR_MS = 3_600_000;
  static final long DAY_MS = 24 * HOUR_MS;

  private static final IdentifierHasher HASHER = new IdentifierHasher(new byte[32]);
  private static final IdentifierRules SPELT =
      IdentifierRules.of(new IdentifierNormaliser("NL", BlockedValues.NONE));
  private static final long SEED = 7;

  final ShardWorld world;
  private final EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, HASHER);
  private int sent;

  Town() {
    this(Rules.STANDARD);
  }

  Town(Rules rules) {
    world = new ShardWorld(4, RuleBook.of(rules), new Random(SEED));
  }

  /** The standard rules with another one for shared devices. */
  static Rules with(DevicePolicy policy) {
    Rules rules = Rules.STANDARD;
    return new Rules(rules.version(), rules.types(), policy, rules.caps());
  }

  static Identifier customer(String value) {
    return id(IdentifierType.CUSTOMER_ID, value);
  }

  static Identifier mail(String value) {
    return id(IdentifierType.EMAIL, value);
  }

  static Identifier phone(String value) {
    return id(IdentifierType.PHONE, value);
  }

  static Identifier device(String value) {
    return id(IdentifierType.ANONYMOUS_ID, value);
  }

  static Identifier order(String value) {
    return id(IdentifierType.ORDER_ID, value);
  }

  static Identifier id(IdentifierType type, String value) {
    return HASHER.identifier(ShardWorld.ACCOUNT, type, value);
  }

  /** An event that these identifiers stand on, the strongest first. */
  Event event(Identifier... identifiers) {
    world.letPass(1_000);
    Identifier[] sorted =
        Stream.of(identifiers)
            .sorted(Comparator.comparing(Identifier::type))
            .toArray(Identifier[]::new);
    return Events.track("Seen", "m" + sent++, world.nowMs(), sorted);
  }

  /** An order of so many euros. */
  Event ordered(int euros, Identifier... identifiers) {
    Event event = event(identifiers);
    Money total = new Money(euros * 10_000L, "EUR");
    Commerce order = new Commerce.Order("order-" + event.id().text(), total);
    return Events.with(event, new Facts(List.of(), order, List.of()));
  }

  /** What a body of this one event, or of these, in JSON with single quotes, is read as. */
  Decoded.Events read(IdentifierRules rules, String events) {
    world.letPass(1_000);
    RequestContext context =
        new RequestContext(
            new Origin(ShardWorld.ACCOUNT, "tracking"),
            "EUR",
            rules,
            world.nowMs() * 1_000,
            Optional.empty(),
            "",
            () -> "assigned-" + sent++);
    byte[] body =
        ("{'batch':[" + events + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return (Decoded.Events) decoder.decode(body, context);
  }

  Decoded.Events read(String events) {
    return read(SPELT, events);
  }

  /** The same, applied in the order of the batch. */
  Decoded.Events send(String events) {
    Decoded.Events decoded = read(events);
    decoded.events().forEach(this::apply);
    return decoded;
  }

  /** Something is seen of whoever is called so. */
  ProfileId seen(Identifier... identifiers) {
    return apply(event(identifiers));
  }

  /** The event is accepted; the profile that it is on in the end. */
  ProfileId apply(Event event) {
    Answer answer = world.apply(event);
    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    return world.root(((Answer.Accepted) answer).profile());
  }

  /** Whether it was known already. */
  boolean isRepetition(Event event) {
    return ((Answer.Accepted) world.apply(event)).duplicate();
  }

  ProfileId of(Identifier identifier) {
    return world.owner(identifier).orElseThrow();
  }

  ProfileFacts facts(Identifier identifier) {
    return world.facts(of(identifier));
  }

  long events(Identifier identifier) {
    return facts(identifier).metrics().eventCount();
  }

  IdentityFacts identity(Identifier identifier) {
    return world.identity(of(identifier));
  }

  /** Why identifiers were kept out of a profile. */
  List<String> refusals(Identifier of) {
    return identity(of).refusals().stream().map(IdentityFacts.Refused::reason).toList();
  }

  /** The profile that came of a split. */
  ProfileId split(Identifier of, Identifier... going) {
    List<Hash128> hashes = Stream.of(going).map(Identifier::hash).toList();
    return change(of(of), new Act.Split(ShardWorld.ACCOUNT, hashes, BY)).made().getFirst();
  }

  Answer.Changed change(ProfileId profile, Act act) {
    world.letPass(1_000);
    Answer answer = world.change(profile, act);
    assertThat(answer).isInstanceOf(Answer.Changed.class);
    return (Answer.Changed) answer;
  }
}

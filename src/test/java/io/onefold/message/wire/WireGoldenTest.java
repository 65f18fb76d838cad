package io.onefold.message.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Value;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Decline;
import io.onefold.message.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of format 1, as they stand in {@code format-1.tsv}: on each line a freight, and what it
 * says. A line is never changed; a new form gets a new one, which a failing test proposes. Who has
 * to change a line has to raise {@link WireFormat#NUMBER}, and to begin another file.
 */
class WireGoldenTest {

  private static final int SEEDS = 100_000;

  /** A freight, and the portrait of what is in it. */
  record Line(byte[] bytes, String portrait) {

    static Line parse(String text) {
      int tab = text.indexOf('\t');
      return new Line(HexFormat.of().parseHex(text.substring(0, tab)), text.substring(tab + 1));
    }

    @Override
    public String toString() {
      return portrait.substring(0, Math.min(80, portrait.length()));
    }
  }

  static Stream<Line> lines() throws IOException {
    try (InputStream file = WireGoldenTest.class.getResourceAsStream("format-1.tsv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Line::parse).toList().stream();
    }
  }

  @Test
  void file_namesTheFormat_ofToday() {
    assertThat(WireFormat.NUMBER).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void freight_ofEachLine_saysWhatItAlwaysSaid(Line line) {
    assertThat(Portrait.of(Wired.read(new Freight(line.bytes())))).isEqualTo(line.portrait());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void load_ofEachLine_isWrittenAsEver(Line line) {
    Object load = Wired.read(new Freight(line.bytes()));
    assertThat(Wired.written(load).bytes()).isEqualTo(line.bytes());
  }

  @Test
  void forms_ofAllWords_haveALine() throws IOException {
    String known = String.join("\n", lines().map(Line::portrait).toList());
    List<String> proposed =
        Wired.forms().stream()
            .filter(form -> !known.contains(Portrait.name(form) + "("))
            .map(WireGoldenTest::proposal)
            .toList();
    assertThat(proposed).as("lines to be added").isEmpty();
  }

  /** Ordinals go over the wire: more may follow these, but these keep their places. */
  @Test
  void constants_ofTheEnums_keepTheirPlaces() {
    assertThat(names(Freight.Kind.values())).startsWith("PARCEL ANSWERS");
    assertThat(names(Decline.values()))
        .startsWith("NOT_HELD NOTHING_LEFT NOTHING_TO_CUT SAME_PROFILE TOO_EARLY");
    assertThat(names(Answer.Reason.values()))
        .startsWith("MAILBOX_FULL JOURNAL_AWAY NOT_SERVING INDEXING MERGING TIMEOUT");
    assertThat(names(Answer.Trial.Fate.values())).startsWith("APPLIED DUPLICATE DROPPED");
    assertThat(names(Answer.Trial.State.values()))
        .startsWith("HELD NEW OWNED_BY_OTHER QUARANTINED SUPPRESSED");
    assertThat(names(Answer.Trial.Outcome.values())).startsWith("HELD LINK MERGE REFUSE NONE");
  }

  /** The journal's ordinals as well. */
  @Test
  void constants_ofStoredEnums_keepTheirPlaces() {
    assertThat(names(Cause.Kind.values())).startsWith("EVENT HAND FORCED IDENTIFIED");
    assertThat(names(Refusal.values()))
        .startsWith(
            "UNIQUE DEVICE LIMIT GONE QUARANTINED SUPPRESSED SEVERED SHARED"
                + " GIANT_IDENTIFIERS GIANT_MERGES RATE STALE");
    assertThat(names(EventType.values())).startsWith("TRACK IDENTIFY PAGE SCREEN GROUP ALIAS");
    assertThat(names(IdentifierType.values()))
        .startsWith("CUSTOMER_ID EMAIL PHONE SOURCE_ID ANONYMOUS_ID ORDER_ID LINK_TOKEN");
    assertThat(names(Value.Kind.values())).startsWith("TEXT NUMBER BOOLEAN JSON");
  }

  private static String names(Enum<?>[] constants) {
    return String.join(" ", Stream.of(constants).map(Enum::name).toList());
  }

  private static String proposal(Class<?> form) {
    Object load =
        IntStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Wired.carrying(form, new AnyWord(new Random(seed), 3)))
            .filter(any -> isFull(Portrait.of(any)))
            .findFirst()
            .orElseThrow();
    return HexFormat.of().formatHex(Wired.written(load).bytes()) + "\t" + Portrait.of(load);
  }

  /** No list is empty and nothing is absent, so that the bytes of all parts stand on the line. */
  private static boolean isFull(String portrait) {
    return Stream.of("[]", "{}", "?,", "?)").noneMatch(portrait::contains);
  }
}

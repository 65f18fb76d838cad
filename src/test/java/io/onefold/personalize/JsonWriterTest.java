package io.onefold.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonWriterTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,0.0001",
    "-1,-0.0001",
    "-9999,-0.9999",
    "10000,1",
    "-10000,-1",
    "125500,12.55",
    "125000,12.5",
    "100500,10.05",
    "-123456789,-12345.6789",
    "9223372036854775807,922337203685477.5807",
    "-9223372036854775808,-922337203685477.5808",
  })
  void amount_tenThousandths_givesPlainDecimal(long amountE4, String decimal) {
    assertThat(written(out -> out.amount(amountE4))).isEqualTo(decimal);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "-7", "10", "999", "1000", "9223372036854775807", "-9223372036854775808"})
  void number_anyLong_givesDigits(long value) {
    assertThat(written(out -> out.number(value))).isEqualTo(Long.toString(value));
  }

  @Test
  void text_quotesAndControls_areEscaped() {
    assertThat(written(out -> out.text("a\"b\\c\n\r\t\0\u001f/\u007f")))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001f/\u007f\"");
  }

  @Test
  void text_lineSeparators_areEscaped() {
    assertThat(written(out -> out.text("\u2027\u2028\u2029\u202a")))
        .isEqualTo("\"\u2027\\u2028\\u2029\u202a\"");
  }

  @Test
  void text_loneSurrogates_becomeReplacement() {
    assertThat(written(out -> out.text("\ud83d\ude00 \ud83d \ude00 \ude00\ud83d")))
        .isEqualTo("\"\ud83d\ude00 \ufffd \ufffd \ufffd\ufffd\"");
  }

  @Test
  void literal_textBeyondAscii_keepsStructure() {
    assertThat(written(out -> out.literal("{\"é\u2028\":[\"\\\"\ud83d\ude00\",1e9]}")))
        .isEqualTo("{\"é\\u2028\":[\"\\\"\ud83d\ude00\",1e9]}");
  }

  @Test
  void nested_emptyAndFilled_hasCommasBetweenOnly() {
    assertThat(
            written(
                out ->
                    out.object()
                        .name("a")
                        .array()
                        .endArray()
                        .name("b")
                        .array()
                        .number(1)
                        .object()
                        .endObject()
                        .nothing()
                        .endArray()
                        .key("c\"")
                        .bool(false)
                        .endObject()))
        .isEqualTo("{\"a\":[],\"b\":[1,{},null],\"c\\\"\":false}");
  }

  @Test
  void absent_textAndTime_areNull() {
    assertThat(written(out -> out.array().textOrNull("").timeIf(false, 7).endArray()))
        .isEqualTo("[null,null]");
  }

  private static String written(UnaryOperator<JsonWriter> value) {
    return new String(value.apply(new JsonWriter(1)).toBytes(), StandardCharsets.UTF_8);
  }
}

package io.onefold.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each hazard has its test, and the table of this package says which. */
class HazardsCoveredTest {

  private static final int LAST = 33;

  /** Of what is not built yet, see the table. */
  private static final Set<Integer> NOT_YET = Set.of(27);

  private static final Path TABLE = Path.of("src/test/java/io/onefold/hazard/package-info.java");
  private static final Pattern ROW =
      Pattern.compile("<tr><td>(\\d+)</td>.*?(?:\\{@code (\\w+)#(\\w+)}|not yet)", Pattern.DOTALL);

  private static List<JavaMethod> tests() {
    return new ClassFileImporter()
        .importPackages("io.onefold.hazard").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Hazard.class))
            .toList();
  }

  private static int number(JavaMethod test) {
    return test.getAnnotationOfType(Hazard.class).value();
  }

  @Test
  void hazards_thatApply_haveOneTestEach() {
    List<Integer> expected =
        IntStream.rangeClosed(1, LAST).filter(hazard -> !NOT_YET.contains(hazard)).boxed().toList();

    assertThat(tests()).extracting(HazardsCoveredTest::number).hasSameElementsAs(expected);
    assertThat(tests()).extracting(HazardsCoveredTest::number).doesNotHaveDuplicates();
    assertThat(tests())
        .as("is run")
        .allMatch(
            test ->
                test.isAnnotatedWith(Test.class)
                    || test.isAnnotatedWith("org.junit.jupiter.params.ParameterizedTest"));
  }

  @Test
  void table_ofThePackage_namesTheTestOfEach() throws IOException {
    Map<Integer, String> told = new TreeMap<>();
    Set<Integer> untold = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(TABLE));
    while (row.find()) {
      int hazard = Integer.parseInt(row.group(1));
      if (row.group(2) == null) {
        untold.add(hazard);
      } else {
        told.put(hazard, row.group(2) + "#" + row.group(3));
      }
    }

    assertThat(told)
        .isEqualTo(
            tests().stream()
                .collect(
                    Collectors.toMap(
                        HazardsCoveredTest::number,
                        test -> test.getOwner().getSimpleName() + "#" + test.getName())));
    assertThat(untold).isEqualTo(NOT_YET);
  }
}

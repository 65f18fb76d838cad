package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.message.Parcel;
import io.onefold.message.wire.Freight;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreightCodecTest {

  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    FreightCodec.registerOn(vertx.eventBus());
    ParcelCodec.registerOn(vertx.eventBus());
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
  }

  @Test
  void freight_writtenAmidABuffer_isReadFromItsPlace() {
    FreightCodec codec = new FreightCodec();
    Freight freight = new Freight(new byte[] {1, 0, 5, -1});
    Buffer buffer = Buffer.buffer("head");
    codec.encodeToWire(buffer, freight);
    codec.encodeToWire(buffer, new Freight(new byte[0]));
    buffer.appendString("tail");
    assertThat(codec.decodeFromWire(4, buffer).bytes()).isEqualTo(freight.bytes());
    assertThat(codec.decodeFromWire(4 + Integer.BYTES + 4, buffer).bytes()).isEmpty();
  }

  @Test
  void freight_withinTheProcess_isHandedOverAsItIs() throws Exception {
    Freight freight = new Freight(new byte[] {1});
    assertThat(delivered(freight, Freight.CODEC)).isSameAs(freight);
  }

  @Test
  void parcel_withinTheProcess_isHandedOverAsItIs() throws Exception {
    Parcel parcel = new Parcel(List.of());
    assertThat(delivered(parcel, Parcel.CODEC)).isSameAs(parcel);
  }

  @Test
  void codecs_registeredAgain_areStillThere() throws Exception {
    FreightCodec.registerOn(vertx.eventBus());
    freight_withinTheProcess_isHandedOverAsItIs();
  }

  private Object delivered(Object body, String codec) throws Exception {
    CompletableFuture<Object> arrived = new CompletableFuture<>();
    vertx.eventBus().localConsumer("here", message -> arrived.complete(message.body()));
    vertx
        .eventBus()
        .send("here", body, new DeliveryOptions().setLocalOnly(true).setCodecName(codec));
    return arrived.get(20, TimeUnit.SECONDS);
  }
}

package io.onefold;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something whenever the process is sent SIGHUP, which by custom asks a server to read its
 * configuration again.
 *
 * <p>Java has no supported way to hear of a signal. The one that has been there since its first
 * years is reached by name, so that nothing depends on it: where it is missing, or the virtual
 * machine keeps signals to itself, the signal does what it did.
 *
 * <p><b>Threading.</b> The work is done on a thread that the virtual machine makes for it.
 */
final class HangUp {

  private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
  private static final String NAME = "HUP";

  private HangUp() {}

  /** Whether {@code work} will be done. */
  static boolean does(Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object receiver =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, on(work));
      Object hangUp = signal.getConstructor(String.class).newInstance(NAME);
      signal.getMethod("handle", signal, handler).invoke(null, hangUp, receiver);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
      LOG.info("SIGHUP will not reload the rules: {}", unavailable.toString());
      return false;
    }
  }

  private static InvocationHandler on(Runnable work) {
    return (proxy, method, arguments) -> {
      if (isOfObject(method)) {
        return method.invoke(work, arguments);
      }
      work.run();
      return null;
    };
  }

  /** A proxy is asked for {@code equals} and the like, too. */
  private static boolean isOfObject(Method method) {
    return method.getDeclaringClass() == Object.class;
  }
}

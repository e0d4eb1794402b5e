package portaria.elasticsearch.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one Elasticsearch node through its public classes, since the start script is not published as a jar.
 *
 * <p>Usage: {@code java -cp 'home/lib/*' portaria.elasticsearch.launcher.Launcher <home> key=value ...}
 */
public final class Launcher {
  /** The switches that the real start script hands to the JVM. */
  private static final Map<String, String> JVM_SWITCHES =
      Map.of(
          "es.distribution.type", "tar",
          "io.netty.noUnsafe", "true",
          "io.netty.noKeySetOptimization", "true",
          "io.netty.recycler.maxCapacityPerThread", "0",
          "log4j.shutdownHookEnabled", "false",
          "log4j2.disable.jmx", "true",
          "log4j2.formatMsgNoLookups", "true",
          "jna.nosys", "true");

  private Launcher() {}

  public static void main(String[] args) {
    try {
      run(Path.of(args[0]).toAbsolutePath(), args);
    } catch (Throwable failure) {
      // The node leaves non-daemon threads behind: without halt() a failed start would hang for ever.
      failure.printStackTrace();
      System.err.println("ERROR Elasticsearch could not start: " + rootOf(failure));
      System.err.flush();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(Path home, String[] args) throws Exception {
    System.setProperty("es.path.home", home.toString());
    JVM_SWITCHES.forEach(System.getProperties()::putIfAbsent);
    LogConfigurator.configureESLogging();

    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            settingsFrom(home, args), Map.of(), home.resolve("config"), () -> "portaria");
    LogConfigurator.setClusterName(environment.settings().get("cluster.name"));
    LogConfigurator.setNodeName(environment.settings().get("node.name"));
    LogConfigurator.configure(environment, true);

    PluginsLoader plugins =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
            Map.of(),
            false);
    Node node = new Node(environment, plugins);
    CountDownLatch closed = closeOnShutdown(node);
    node.start();
    closed.await();
  }

  private static Settings settingsFrom(Path home, String[] args) {
    Settings.Builder settings = Settings.builder().put("path.home", home.toString());
    for (int i = 1; i < args.length; i++) {
      String[] pair = args[i].split("=", 2);
      settings.put(pair[0], pair[1]);
    }
    return settings.build();
  }

  private static CountDownLatch closeOnShutdown(Node node) {
    CountDownLatch closed = new CountDownLatch(1);
    Runnable close =
        () -> {
          try {
            node.prepareForClose();
            node.close();
          } catch (Exception failure) {
            failure.printStackTrace();
          } finally {
            closed.countDown();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "elasticsearch-shutdown"));
    return closed;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}

package portaria.elasticsearch.plugin;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/** {@code GET /}: clients ask it for the version and the product name before they trust a server. */
final class RootAction extends BaseRestHandler {
  private final ClusterService cluster;

  RootAction(ClusterService cluster) {
    this.cluster = cluster;
  }

  @Override
  public String getName() {
    return "main_action";
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    return channel -> {
      XContentBuilder body = channel.newBuilder().prettyPrint();
      describe(body);
      channel.sendResponse(new RestResponse(RestStatus.OK, body));
    };
  }

  private void describe(XContentBuilder body) throws IOException {
    Build build = Build.current();
    var state = cluster.state();
    body.startObject()
        .field("name", cluster.getNodeName())
        .field("cluster_name", state.getClusterName().value())
        .field("cluster_uuid", state.metadata().clusterUUID())
        .startObject("version")
        .field("number", build.qualifiedVersion())
        .field("build_flavor", build.flavor())
        .field("build_type", build.type().displayName())
        .field("build_hash", build.hash())
        .field("build_date", build.date())
        .field("build_snapshot", build.isSnapshot())
        .field("lucene_version", IndexVersion.current().luceneVersion().toString())
        .field("minimum_wire_compatibility_version", build.minWireCompatVersion())
        .field("minimum_index_compatibility_version", build.minIndexCompatVersion())
        .endObject()
        .field("tagline", "You Know, for Search")
        .endObject();
  }
}

package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import dev.countersign.resourceserver.revocation.FeedRecord.Rule;
import dev.countersign.resourceserver.revocation.FeedRecord.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract section 5. */
class FeedRecordReaderTest {

    @Test
    void aRuleIsReadInFull() {
        Rule read =
                (Rule)
                        read(
                                "{'v':1,'id':'r','jti':'j','grant_id':'g','sid':'s','sub':['a','b'],"
                                        + "'client_id':'c','aud':'u','kid':'k','before':1662607837123,"
                                        + "'until':1662608437000}");

        RevocationRule rule = read.rule();
        assertThat(rule.id()).isEqualTo("r");
        assertThat(rule.jti()).contains("j");
        assertThat(rule.grantId()).contains("g");
        assertThat(rule.sid()).contains("s");
        assertThat(rule.sub()).containsExactlyInAnyOrder("a", "b");
        assertThat(rule.clientId()).contains("c");
        assertThat(rule.aud()).contains("u");
        assertThat(rule.kid()).contains("k");
        assertThat(rule.before()).contains(Instant.ofEpochMilli(1662607837123L));
        assertThat(rule.until()).isEqualTo(Instant.ofEpochMilli(1662608437000L));
        assertThat(read.ignored()).isEmpty();
    }

    @Test
    void aHeartbeatIsRead() {
        assertThat(read("{'v':1,'heartbeat':1662607837123,'partitions':3}"))
                .isEqualTo(new Heartbeat(Instant.ofEpochMilli(1662607837123L), 3));
    }

    @Test
    void everythingIsSaidInSoManyWords() {
        assertThat(read("{'v':1,'id':'r','everything':true,'before':5,'until':9}"))
                .isInstanceOf(Rule.class);
    }

    @Test
    void anUnknownFieldIsIgnoredAndReported() {
        Rule read = (Rule) read("{'v':1,'id':'r','client_id':'c','acr':'x','until':9}");

        assertThat(read.ignored()).containsExactly("acr");
        assertThat(read.rule().clientId()).contains("c");
    }

    /** A field of a later version that narrows a rule: without it, the rule stops more. */
    @Test
    void aRuleOfUnknownFieldsOnlyStopsEverything() {
        Rule read = (Rule) read("{'v':1,'id':'r','acr':'x','before':5,'until':9}");

        assertThat(Selector.of(read.rule()))
                .containsExactly(new Selector(Selector.Field.EVERYTHING, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'v':2,'id':'r','jti':'j','until':9}",
                "{'v':'1','id':'r','jti':'j','until':9}",
                "{'id':'r','jti':'j','until':9}",
                "{'v':2,'heartbeat':5,'partitions':1}",
                "{'v':1,'heartbeat':'5','partitions':1}",
                "{'v':1,'heartbeat':5}",
                "{'v':1,'heartbeat':5,'partitions':0}",
                "{'v':1,'heartbeat':null,'partitions':1}",
                "{'v':1,'id':'r','before':5,'until':9}",
                "{'v':1,'id':'r','everything':false,'before':5,'until':9}",
                "{'v':1,'id':'r','everything':'true','before':5,'until':9}",
                "{'v':1,'id':'r','until':9}",
                "{'v':1,'jti':'j','until':9}",
                "{'v':1,'id':'r','jti':'j'}",
                "{'v':1,'id':'r','jti':5,'until':9}",
                "{'v':1,'id':'r','sub':'a','until':9}",
                "{'v':1,'id':'r','sub':[],'until':9}",
                "{'v':1,'id':'r','sub':[1],'until':9}",
                "{'v':1,'id':'r','jti':'j','before':5.5,'until':9}",
                "{'v':1,'id':'r','jti':'j','before':-1,'until':9}",
                "{'v':1,'id':'r','jti':'j','jti':'k','until':9}",
                "[]",
                "null",
                "rubbish",
                ""
            })
    void whatIsNotUnderstoodIsUnreadable(String json) {
        assertThat(read(json)).isInstanceOf(Unreadable.class);
    }

    @Test
    void anEmptyRecordIsUnreadable() {
        assertThat(FeedRecordReader.read(null)).isInstanceOf(Unreadable.class);
    }

    private static FeedRecord read(String json) {
        return FeedRecordReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}

package dev.skep.server.files.s3;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an object store, or the way to it, says is wrong, as a sentence with the fix. */
final class S3Failure {
    private S3Failure() {}

    /** @param what what cannot be done */
    static CatalogException of(String what, SdkException e) {
        ErrorKind kind = e instanceof AwsServiceException answer && answer.statusCode() < 500
                ? ErrorKind.INVALID_LOCATION
                : ErrorKind.UNAVAILABLE;
        return new CatalogException(kind, what + ": " + reason(e), e);
    }

    /** Whether the store knows who asks and does not let them. */
    static boolean isDenied(SdkException e) {
        return e instanceof AwsServiceException answer && "AccessDenied".equals(code(answer));
    }

    static String reason(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return explained(code(answer)) + " (" + code(answer) + ", status " + answer.statusCode() + ")";
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return e instanceof SdkClientException && message.contains("credentials")
                ? "nothing says who the server is to the object store; set warehouse.s3.access-key and"
                        + " warehouse.s3.secret-key, or warehouse.s3.profile, or the variables of AWS"
                : "the object store cannot be reached; see warehouse.s3.endpoint (" + message + ")";
    }

    private static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? "no code"
                : answer.awsErrorDetails().errorCode();
    }

    private static String explained(String code) {
        return switch (code) {
            case "AccessDenied" -> "the object store denies it; allow the server to list, read, write and delete there";
            case "NoSuchBucket" -> "there is no such bucket; make it, or correct the location";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                "the object store does not accept the keys; see warehouse.s3.access-key and warehouse.s3.secret-key";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "the bucket lies in another region; see warehouse.s3.region";
            default -> "the object store refuses it";
        };
    }
}

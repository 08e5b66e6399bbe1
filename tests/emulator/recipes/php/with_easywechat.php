<?php
// Reads the codes of an image with EasyWeChat 6: composer require w7corp/easywechat, then
// php with_easywechat.php FILE. Replayed, not run: see docs/clients.md.

require __DIR__.'/vendor/autoload.php';

use EasyWeChat\MiniApp\Application;

function client(): Application
{
    return new Application([
        'app_id' => getenv('CLIENT_ID'),
        'secret' => getenv('CLIENT_SECRET'),
        'http' => ['base_uri' => getenv('BASE_URL').'/', 'timeout' => 30, 'throw' => false],
    ]); // without use_stable_access_token: that call would go to WeChat, and the secret with it
}

function codes(Application $app, string $file): array
{
    $answer = $app->getClient()->withFile($file, 'img')->post('cv/img/qrcode')->toArray(false);
    if (($answer['errcode'] ?? 0) !== 0) {
        throw new RuntimeException("{$answer['errcode']} {$answer['errmsg']}");
    }

    return $answer['code_results'];
}

try {
    foreach (codes(client(), $argv[1]) as $code) {
        echo $code['type_name'], ' ', $code['data'], "\n";
    }
} catch (Throwable $failure) {
    fwrite(STDERR, 'failed: '.$failure->getMessage()."\n");
    exit(1);
}

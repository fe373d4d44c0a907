/**
 * What stands on pages around stories as whole lines: menus, buttons, notices. In lower case, without signs at the ends.
 */
export const FURNITURE: ReadonlySet<string> = new Set(
  `
    accessibility links
    accessibility help
    skip to main content
    skip to content
    skip to main
    skip to navigation
    skip to search
    skip navigation
    jump to content
    main navigation
    navigation
    menu
    main menu
    search
    search this site
    home
    home page
    homepage
    back
    back to top
    top of page
    return to top
    next
    previous
    previous next
    next article
    previous article
    site map
    sitemap
    log in
    login
    sign in
    sign up
    register
    subscribe
    subscribe now
    my account
    breaking news
    latest news
    latest
    top stories
    top news
    news
    live
    live tv
    world
    africa
    americas
    asia
    europe
    middle east
    politics
    business
    economy
    sports
    sport
    opinion
    entertainment
    technology
    science
    health
    culture
    weather
    video
    videos
    photos
    audio
    podcasts
    print
    print this page
    print this article
    printer friendly
    printer-friendly version
    print version
    email
    e-mail
    email this page
    email this article
    email to a friend
    send to a friend
    share
    share this
    share this page
    share this article
    share this story
    share on facebook
    share on twitter
    share via email
    tweet
    like
    save
    save article
    bookmark
    copy link
    link copied
    listen
    listen to this article
    text size
    increase text size
    decrease text size
    advertisement
    advertising
    advertisement continue reading the main story
    story continues below
    story continues below advertisement
    article continues below
    continue reading
    continue reading the main story
    read more
    more
    show more
    see more
    load more
    view all
    comments
    no comments
    leave a comment
    leave a reply
    post a comment
    comment
    follow us
    contact us
    contact
    about us
    about
    privacy policy
    privacy
    terms of use
    terms of service
    terms and conditions
    cookie policy
    cookies
    accept
    accept all
    i accept
    accept cookies
    we use cookies
    close
    loading
    download
    rss
    help
    faq
    feedback
    newsletter
    newsletters
    languages
    english
    image
    photo
    caption
    aller au contenu
    aller au contenu principal
    accueil
    rechercher
    partager
    partager cet article
    imprimer
    envoyer par e-mail
    s'abonner
    abonnez-vous
    se connecter
    publicité
    lire la suite
    lire aussi
    à lire aussi
    commentaires
    mentions légales
    zum inhalt springen
    zum inhalt
    direkt zum inhalt
    startseite
    suche
    menü
    teilen
    drucken
    artikel teilen
    artikel drucken
    anzeige
    werbung
    anmelden
    abonnieren
    mehr
    weiterlesen
    kommentare
    impressum
    datenschutz
    nach oben
    ir al contenido
    saltar al contenido
    inicio
    buscar
    compartir
    imprimir
    publicidad
    suscríbete
    suscribirse
    iniciar sesión
    leer más
    comentarios
    aviso legal
    ir para o conteúdo
    ir para o conteúdo principal
    página inicial
    compartilhar
    partilhar
    publicidade
    assine
    leia mais
    leia também
    vai al contenuto
    condividi
    stampa
    pubblicità
    abbonati
    accedi
    leggi anche
    commenti
    перейти к содержанию
    перейти к основному содержанию
    главная
    поиск
    меню
    поделиться
    распечатать
    версия для печати
    реклама
    подписаться
    войти
    читать далее
    читайте также
    комментарии
    içeriğe geç
    ana sayfa
    anasayfa
    paylaş
    yazdır
    reklam
    abone ol
    yorumlar
    انتقل إلى المحتوى
    الرئيسية
    بحث
    مشاركة
    شارك
    طباعة
    اشترك
    إعلان
    اقرأ أيضا
    التعليقات
    דלג לתוכן
    שתף
    הדפס
    跳至内容
    跳转到内容
    首页
    首頁
    搜索
    搜尋
    分享
    打印
    列印
    广告
    廣告
    登录
    登入
    评论
    本文へスキップ
    ホーム
    検索
    シェア
    印刷
    広告
    ログイン
    コメント
    본문 바로가기
    홈
    검색
    공유
    인쇄
    광고
    로그인
    댓글
  `
    .trim()
    .split(/\s*\n\s*/),
);
